#pragma once

#include "app/analysis/generator_facts.h"
#include "app/plots/generation_figure.h"
#include "app/session/text_writer.h"
#include "app/views/view.h"
#include "core/calm/generation_rule.h"

#include <QTimer>

#include <optional>

class QAction;
class QLabel;
class QSplitter;
class QStackedWidget;

namespace exitscope::widgets {
class EmptyState;
}

namespace exitscope::app {

class GenerateForm;
class PlotPanel;
class WrittenPanel;

/// View 8: a language model writes under a rule. The text appears as it is produced, every token in the colour of its depth, the
/// full model's beside it; below, where tokens leave along the text, and how many at each layer. A short text is written again
/// whenever the rule moves.
class GenerateView final : public View
{
    Q_OBJECT

public:
    explicit GenerateView(QWidget* parent = nullptr);

    QString key() const override;
    QString title() const override;
    std::optional<ShownFigure> figure() const override;
    void fit() override;
    void zoomTo(const std::string& plot, std::optional<widgets::Range> x, std::optional<widgets::Range> y) override;
    std::vector<QAction*> menuActions() const override;
    QJsonObject state() const override;
    void restore(const QJsonObject& state) override;

    void setModels(const QStringList& paths); ///< that were used before, newest first
    void takeFiles(const QStringList& paths); ///< a model, or a file of prompts
    bool isBusy() const { return m_writer.isBusy(); }
    const std::optional<WrittenTexts>& texts() const { return m_texts; } ///< none before the first, and while others are written
    std::shared_ptr<const WrittenFigure> written() const; ///< to be drawn; only with texts()
    QAction* writeAction() const { return m_write; }
    QAction* stopAction() const { return m_stop; }

Q_SIGNALS:
    void wrote(const QString& model); ///< whole texts are there

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildResults();
    void connectParts();
    void write(bool keepsFull);
    void writeSoon();
    void showWritten(const std::vector<WrittenToken>& tokens);
    void showTexts(const WrittenTexts& texts);
    void describe();
    void drawPlots();
    void update();
    void copyText();
    void copyCommand();

    std::optional<WrittenTexts> m_texts;
    engine::GenerateRequest m_asked; ///< for what is shown or being written
    GeneratorFacts m_facts;       ///< likewise
    calm::GenerationRule m_rule;  ///< likewise
    std::int64_t m_written = 0;   ///< tokens so far
    double m_lastSeconds = 0;     ///< of the last whole texts; 0: none yet
    QAction* m_write;
    QAction* m_stop;
    QAction* m_numbers;
    QAction* m_difference;
    QAction* m_copy;
    QAction* m_copyCommand;
    QSplitter* m_splitter;
    GenerateForm* m_form;
    QStackedWidget* m_pages;
    widgets::EmptyState* m_empty;
    QLabel* m_summary;
    QLabel* m_note;
    WrittenPanel* m_panel;
    PlotPanel* m_positions;
    PlotPanel* m_shares;
    QSplitter* m_plots;
    QSplitter* m_results;
    QTimer m_delay; ///< the rule is waited for until it rests
    TextWriter m_writer;
};

} // namespace exitscope::app
