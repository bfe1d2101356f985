#include "widgets/plot/plot_library.h"

#include "widgets/plot/qcp.h"

namespace exitscope::widgets {

QString plotLibraryVersion()
{
    return QStringLiteral(QCUSTOMPLOT_VERSION_STR);
}

} // namespace exitscope::widgets
