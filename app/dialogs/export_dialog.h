#pragma once

#include "app/jobs/quick_task.h"
#include "app/plots/figure_output.h"

#include <QDialog>
#include <QTimer>

#include <optional>

class QDialogButtonBox;
class QLabel;
class QPushButton;

namespace exitscope::app {

class FigureLookForm;
class FigurePreview;
class SavedFileStrip;

/// A figure on its way to a file. The preview shows the bytes that Save writes: the same writer, the same layout. The
/// dialog stays after saving, so that the same figure can be had in another format.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `make` is asked again when another language is chosen. `request`: what makes `exitscope export` draw the same from the
    /// store or trace; without one the command draws from a record that is written beside the figure. Throws as `make` does.
    ExportDialog(FigureMaker make, std::optional<FigureRequest> request, const QString& suggestedName, QWidget* parent = nullptr);
    ~ExportDialog() override;

    /// Writes to `path` in the chosen format, as Save does once a name is chosen; saved() or problemShown() follows.
    void saveTo(const QString& path);
    /// The command that makes the same bytes; with `path` as its output.
    [[nodiscard]] QString command(const QString& path) const;

    FigureLookForm& form() { return *m_form; }
    FigurePreview& preview() { return *m_preview; }
    /// Of the last save; empty before.
    [[nodiscard]] const std::vector<std::filesystem::path>& files() const { return m_files; }

Q_SIGNALS:
    void saved();
    void problemShown(const QString& problem);

private:
    void build();
    void updatePreview();
    void speakLanguage();
    void showFigure();
    void save();
    void copyCommand();
    void copyCommandFor(const QString& path);
    void showProblem(const QString& problem);
    void remember();
    QString suggestedPath() const;

    FigureMaker m_make;
    Figure m_figure; ///< in the chosen language
    std::optional<FigureRequest> m_request;
    QString m_name;
    std::vector<std::filesystem::path> m_files;
    bool m_copiesAfterSaving = false;
    FigureLookForm* m_form;
    FigurePreview* m_preview;
    QLabel* m_problem;
    SavedFileStrip* m_strip;
    QDialogButtonBox* m_buttons;
    QPushButton* m_save;
    QPushButton* m_copy;
    QTimer m_delay; ///< typing is not drawn letter by letter
    QuickTask m_saving;
};

} // namespace exitscope::app
