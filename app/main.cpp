#include "app/cli/cli.h"
#ifdef EXITSCOPE_HAS_GUI
#include "app/plots/export_figure.h"
#include "app/plots/generation_figure.h"
#include "app/window.h"
#endif

int main(int argc, char** argv)
{
    exitscope::cli::Gui gui;
#ifdef EXITSCOPE_HAS_GUI
    gui.window = exitscope::app::runWindow;
    gui.exportFigure = exitscope::app::exportFigure;
    gui.exportGeneration = exitscope::app::exportGeneration;
#endif
    return exitscope::cli::run(argc, argv, gui);
}
