#include "app/dialogs/export_dialog.h"

#include "app/dialogs/figure_look_form.h"
#include "app/dialogs/figure_preview.h"
#include "app/dialogs/saved_file_strip.h"
#include "app/plots/figure_command.h"
#include "app/plots/figure_look.h"
#include "app/session/settings.h"
#include "core/error.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <chrono>
#include <exception>

namespace exitscope::app {

using namespace std::chrono_literals;

namespace {

const QString folderKind = QStringLiteral("figures");
const QString stateKey = QStringLiteral("export"); ///< remembered as a view's state is

QString recordPath(const QString& path)
{
    return QFileInfo(path).path() + u'/' + QFileInfo(path).completeBaseName() + QStringLiteral(".figure");
}

} // namespace

ExportDialog::ExportDialog(
    FigureMaker make, std::optional<FigureRequest> request, const QString& suggestedName, QWidget* parent)
    : QDialog(parent)
    , m_make(std::move(make))
    , m_figure(m_make(languageOf({})))
    , m_request(std::move(request))
    , m_name(suggestedName)
    , m_form(new FigureLookForm(m_figure, this))
    , m_preview(new FigurePreview(this))
    , m_problem(new QLabel(this))
    , m_strip(new SavedFileStrip(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Close, this))
    , m_save(m_buttons->button(QDialogButtonBox::Save))
    , m_copy(m_buttons->addButton(tr("&Copy as command"), QDialogButtonBox::ActionRole))
{
    setWindowTitle(tr("Export figure"));
    build();
    const QJsonObject state = Settings().viewState(stateKey);
    m_form->restore(state);
    m_delay.setSingleShot(true);
    m_delay.setInterval(40ms);
    connect(&m_delay, &QTimer::timeout, this, &ExportDialog::updatePreview);
    connect(m_form, &FigureLookForm::changed, &m_delay, qOverload<>(&QTimer::start));
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::save);
    connect(m_copy, &QPushButton::clicked, this, &ExportDialog::copyCommand);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const int letter = fontMetrics().averageCharWidth();
    resize(state.value(u"window_width").toInt(140 * letter), state.value(u"window_height").toInt(90 * letter));
    updatePreview();
}

ExportDialog::~ExportDialog()
{
    remember();
}

void ExportDialog::build()
{
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    m_copy->setToolTip(m_request ? tr("The exitscope export line that writes the same bytes")
                                 : tr("The exitscope export line that writes the same bytes. It reads a small file that is "
                                      "written beside the figure, so the figure is saved first."));
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(m_form->sizeHint().width() + 2 * fontMetrics().height());
    auto* body = new QSplitter(this);
    body->addWidget(scroll);
    body->addWidget(m_preview);
    body->setStretchFactor(0, 0);
    body->setStretchFactor(1, 1);
    body->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(body, 1);
    layout->addWidget(m_problem);
    layout->addWidget(m_strip);
    layout->addWidget(m_buttons);
    m_strip->setSentence({});
    m_save->setText(tr("&Save…"));
    m_save->setDefault(true);
}

void ExportDialog::updatePreview()
{
    QString problem;
    try {
        speakLanguage();
        showFigure();
    } catch (const std::exception& error) {
        problem = QString::fromUtf8(error.what());
        m_preview->clear();
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_save->setEnabled(problem.isEmpty());
    m_copy->setEnabled(problem.isEmpty());
}

/// What is saved is m_figure: it must speak the chosen language before anything is done with it.
void ExportDialog::speakLanguage()
{
    if (!m_figure.isDrawnAgain && m_figure.spec.language.toStdString() != m_form->language())
        m_figure = m_make(m_form->language());
}

/// A PDF is shown as the SVG of the same drawing: one layout, one canvas, two encodings.
void ExportDialog::showFigure()
{
    const FigureLook look = m_form->look();
    const auto spec = specOf(look, m_figure);
    switch (m_form->format()) {
    case widgets::FigureFormat::Pdf:
    case widgets::FigureFormat::Svg:
        m_preview->showVectors(widgets::figureSvg(m_figure.model, spec), spec.sizePt);
        break;
    case widgets::FigureFormat::Png:
        m_preview->showPixels(widgets::figurePng(m_figure.model, spec, look.dpi), spec.sizePt);
        break;
    case widgets::FigureFormat::Csv:
        m_preview->showText(widgets::figureCsv(m_figure.model));
        break;
    case widgets::FigureFormat::Tex:
        m_preview->showText(widgets::figureTex(m_figure.model, spec, m_name + QStringLiteral(".csv")));
        break;
    }
}

QString ExportDialog::suggestedPath() const
{
    return Settings().lastFolder(folderKind) + u'/' + m_name + u'.' + m_form->extension();
}

void ExportDialog::save()
{
    const QString extension = m_form->extension();
    QString path
        = QFileDialog::getSaveFileName(this, tr("Save figure"), suggestedPath(), QStringLiteral("*.") + extension);
    if (path.isEmpty()) {
        m_copiesAfterSaving = false;
        return;
    }
    if (QFileInfo(path).suffix().isEmpty())
        path += u'.' + extension;
    saveTo(path);
}

void ExportDialog::saveTo(const QString& path)
{
    Settings settings;
    settings.setLastFolder(folderKind, QFileInfo(path).path());
    m_name = QFileInfo(path).completeBaseName();
    std::vector<FigureBytes> files;
    try {
        speakLanguage();
        files = figureBytes(m_figure, m_form->look(), m_form->format(), path.toStdString());
    } catch (const std::exception& error) {
        showProblem(QString::fromUtf8(error.what()));
        return;
    }
    m_save->setEnabled(false);
    m_saving.run(
        this, [files = std::move(files)] { return saveFiles(files); },
        [this, path](const std::vector<std::filesystem::path>& written) {
            m_save->setEnabled(true);
            m_problem->hide();
            m_files = written;
            m_strip->setFiles(written);
            if (std::exchange(m_copiesAfterSaving, false))
                copyCommandFor(path);
            Q_EMIT saved();
        },
        [this](const QString& problem) {
            m_save->setEnabled(true);
            m_copiesAfterSaving = false;
            showProblem(tr("Nothing was saved. %1").arg(problem));
        });
}

void ExportDialog::showProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->show();
    Q_EMIT problemShown(problem);
}

QString ExportDialog::command(const QString& path) const
{
    FigureRequest request = m_request.value_or(FigureRequest {});
    if (!m_request)
        request.figure = recordPath(path).toStdString();
    request.look = m_form->look();
    request.format = m_form->extension().toStdString();
    request.output = path.toStdString();
    return figureCommand(request);
}

void ExportDialog::copyCommand()
{
    if (!m_request && m_files.empty()) {
        m_copiesAfterSaving = true;
        save();
        return;
    }
    copyCommandFor(m_files.empty() ? suggestedPath() : QString::fromStdString(m_files.front().string()));
}

void ExportDialog::copyCommandFor(const QString& path)
{
    QApplication::clipboard()->setText(command(path) + u'\n');
    if (m_request) {
        m_strip->setSentence(tr("The command is in the clipboard."));
        return;
    }
    const QString record = recordPath(path);
    FigureBytes file { record.toStdString(), {} };
    try {
        speakLanguage();
        file.bytes = figureRecord(m_figure, specOf(m_form->look(), m_figure));
    } catch (const std::exception& error) {
        showProblem(QString::fromUtf8(error.what()));
        return;
    }
    m_saving.run(
        this, [file] { return saveFiles({ file }); },
        [this, record](const std::vector<std::filesystem::path>&) {
            m_strip->setSentence(tr("The command is in the clipboard. It draws from %1, written beside the figure.")
                                     .arg(QFileInfo(record).fileName()));
        },
        [this](const QString& problem) { showProblem(problem); });
}

void ExportDialog::remember()
{
    QJsonObject state = m_form->state();
    state.insert(u"window_width", width());
    state.insert(u"window_height", height());
    if (m_figure.isDrawnAgain) // its language was no choice
        state.insert(u"language", Settings().viewState(stateKey).value(u"language"));
    Settings().setViewState(stateKey, state);
}

} // namespace exitscope::app
