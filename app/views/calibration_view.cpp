#include "app/views/calibration_view.h"

#include "app/analysis/policy_offer.h"
#include "app/plots/run_series.h"
#include "app/views/calibration_form.h"
#include "core/error.h"
#include "widgets/panel/empty_state.h"
#include "widgets/plot/plot_view.h"

#include <QAction>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace exitscope::app {

CalibrationView::CalibrationView(QWidget* parent)
    : View(parent)
    , m_start(new QAction(tr("&Calibrate"), this))
    , m_use(new QAction(tr("&Use as Operating Point"), this))
    , m_splitter(new QSplitter(this))
    , m_form(new CalibrationForm(m_start, this))
    , m_savedList(new QComboBox(this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new widgets::EmptyState(this))
    , m_plot(new widgets::PlotView(this))
    , m_guarantee(new QLabel(this))
    , m_test(new QLabel(this))
{
    m_start->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_start->setStatusTip(tr("Choose the earliest setting whose risk is kept, with a guarantee"));
    m_use->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_U));
    m_use->setStatusTip(tr("Move the scrubber to the calibrated setting"));
    m_splitter->addWidget(m_form);
    m_splitter->addWidget(buildPicture());
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({ 1, 1000 }); // the form gets what it needs, the plot the rest
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addWidget(m_splitter);

    connect(m_start, &QAction::triggered, this, [this] {
        if (problem().isEmpty())
            Q_EMIT startRequested(choice());
    });
    connect(m_use, &QAction::triggered, this, &CalibrationView::useChosen);
    connect(m_savedList, &QComboBox::activated, this, &CalibrationView::openSaved);
    connect(m_plot, &widgets::PlotView::exportRequested, this, &CalibrationView::exportRequested);
    connect(m_form, &CalibrationForm::changed, this, &CalibrationView::update);
    connect(m_form, &CalibrationForm::textsClosed, this, [this] {
        setTexts(nullptr);
        Q_EMIT textsClosed();
    });
    connect(m_splitter, &QSplitter::splitterMoved, this, &CalibrationView::stateChanged);
    setTrace(nullptr);
}

QWidget* CalibrationView::buildPicture()
{
    m_savedList->setAccessibleName(tr("Calibrations in the store"));
    m_savedList->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_savedList->setMinimumContentsLength(14);
    m_guarantee->setWordWrap(true);
    m_guarantee->setAccessibleName(tr("The guarantee"));
    QFont strong = font();
    strong.setBold(true);
    m_guarantee->setFont(strong);
    m_test->setWordWrap(true);
    m_test->setAccessibleName(tr("What the test half says"));
    for (auto* label : { m_guarantee, m_test }) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    auto* use = new QPushButton(m_use->text(), this);
    connect(use, &QPushButton::clicked, m_use, &QAction::trigger);
    connect(m_use, &QAction::changed, use, [this, use] { use->setEnabled(m_use->isEnabled()); });
    auto* words = new QVBoxLayout;
    words->addWidget(m_guarantee);
    words->addWidget(m_test);
    auto* foot = new QHBoxLayout;
    foot->addLayout(words, 1);
    foot->addWidget(use, 0, Qt::AlignTop);
    auto* shown = new QWidget(this);
    auto* picture = new QVBoxLayout(shown);
    picture->setContentsMargins(0, 0, 0, 6);
    picture->addWidget(m_plot, 1);
    picture->addLayout(foot);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(shown);

    auto* side = new QWidget(this);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(6, 0, 0, 0);
    layout->addWidget(m_savedList, 0, Qt::AlignRight);
    layout->addWidget(m_pages, 1);
    return side;
}

void CalibrationView::setTrace(std::shared_ptr<const trace::Trace> trace)
{
    m_trace = std::move(trace);
    describeEmpty();
    m_form->setTrace(m_trace); // which says that it changed
}

void CalibrationView::setTexts(std::shared_ptr<const generations::Generations> texts)
{
    m_form->setTexts(std::move(texts));
    m_picture.reset();
    m_pages->setCurrentIndex(0);
    describeEmpty();
    update();
}

bool CalibrationView::hasTexts() const
{
    return m_form->texts() != nullptr;
}

void CalibrationView::describeEmpty()
{
    const bool isReady = m_trace || hasTexts();
    m_empty->setContent(QIcon(), isReady ? tr("No calibration yet") : tr("No trace is open"),
        isReady ? tr("Choose what may go wrong, and how often: the earliest setting that keeps to it is found by Learn "
                     "then Test, with a guarantee over the draw of the calibration half.")
                : tr("Open a trace to calibrate a policy on it, or texts of a sweep of generation, or choose a calibration of the store."));
}

void CalibrationView::setSaved(std::vector<store::CalibrationRecord> records)
{
    m_saved.clear();
    const QSignalBlocker quiet(m_savedList);
    m_savedList->clear();
    m_savedList->addItem(tr("Kept calibrations…"), -1);
    for (auto& record : records) {
        if (record.result.find("\"tested\"") == std::string::npos)
            continue; // temperatures
        m_saved.push_back(std::move(record));
    }
    for (std::size_t i = m_saved.size(); i-- > 0;) // newest first
        m_savedList->addItem(tr("%1, %2", "name, when").arg(QString::fromStdString(m_saved[i].name),
                                 QString::fromStdString(m_saved[i].created).left(16).replace(u'T', u' ')),
            static_cast<int>(i));
    m_savedList->setVisible(!m_saved.empty());
}

void CalibrationView::openSaved(int index)
{
    const int place = m_savedList->itemData(index).toInt();
    if (place < 0)
        return;
    const auto& record = m_saved[static_cast<std::size_t>(place)];
    try {
        setChoice(choiceOf(record));
        showPicture(pictureOf(record));
    } catch (const InputError& error) {
        m_form->showProblem(QString::fromUtf8(error.what()));
    }
}

void CalibrationView::showPicture(CalibrationPicture picture)
{
    m_picture = std::move(picture);
    m_plot->setModel(calibrationPlot(*m_picture));
    m_plot->fit();
    QString guarantee = guaranteeWords(*m_picture);
    if (m_picture->chosenPlace)
        guarantee += QLatin1Char(' ')
            + tr("Chosen: %1 with %2 = %3.", "policy, parameter = value")
                  .arg(QString::fromStdString(m_picture->policy), QString::fromStdString(m_picture->key),
                      QString::fromStdString(m_picture->settings[*m_picture->chosenPlace].text));
    m_guarantee->setText(guarantee);
    m_test->setText(testWords(*m_picture));
    m_pages->setCurrentIndex(1);
    update();
}

void CalibrationView::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    update();
}

CalibrationChoice CalibrationView::choice() const
{
    return m_form->choice();
}

void CalibrationView::setChoice(const CalibrationChoice& choice)
{
    m_form->setChoice(choice);
}

QString CalibrationView::problem() const
{
    return m_form->problem();
}

void CalibrationView::update()
{
    m_start->setEnabled(problem().isEmpty() && !m_isBusy);
    m_use->setEnabled(m_trace && m_picture && m_picture->chosenPlace && !m_picture->isOfTexts);
    Q_EMIT stateChanged();
}

void CalibrationView::useChosen()
{
    if (!m_picture || !m_picture->chosenPlace)
        return;
    OperatingPoint point { m_picture->chosen.name, sweptParameter(m_picture->chosen.name), 0,
        m_picture->chosen.parameters };
    bool isNumber = false;
    point.value = QString::fromStdString(point.others[point.parameter]).toDouble(&isNumber);
    point.others.erase(point.parameter);
    if (isNumber) // a threshold for each exit cannot be dragged
        Q_EMIT pointChosen(point);
}

widgets::PlotModel CalibrationView::shownModel() const
{
    return m_plot->shownModel();
}

void CalibrationView::zoomTo(const std::string&, std::optional<widgets::Range> x, std::optional<widgets::Range> y)
{
    m_plot->zoomTo(x, y);
}

void CalibrationView::fit()
{
    m_plot->fit();
}

void CalibrationView::openRecord(const QJsonObject& wanted)
{
    for (int index = 0; index < m_savedList->count(); ++index) {
        const int place = m_savedList->itemData(index).toInt();
        if (place < 0)
            continue;
        const auto& record = m_saved[static_cast<std::size_t>(place)];
        const auto request = QJsonDocument::fromJson(QByteArray::fromStdString(record.request)).object();
        if (QString::fromStdString(record.policy) == wanted.value(QStringLiteral("policy")).toString()
            && request == wanted.value(QStringLiteral("request")).toObject())
            return openSaved(index);
    }
}

QJsonObject CalibrationView::state() const
{
    QJsonObject state = m_form->state();
    state.insert(QStringLiteral("splitter"), QString::fromLatin1(m_splitter->saveState().toBase64()));
    return state;
}

void CalibrationView::restore(const QJsonObject& state)
{
    m_form->restore(state);
    m_splitter->restoreState(QByteArray::fromBase64(state.value(QStringLiteral("splitter")).toString().toLatin1()));
    if (const QJsonObject record = state.value(QStringLiteral("record")).toObject(); !record.isEmpty())
        openRecord(record);
}

QString CalibrationView::key() const
{
    return QStringLiteral("calibration");
}

QString CalibrationView::title() const
{
    return tr("Calib&rate");
}

std::optional<ShownFigure> CalibrationView::figure() const
{
    if (!m_picture)
        return {};
    ShownFigure figure;
    figure.source = ShownFigure::Source::Calibration;
    figure.request.plot = "calibration";
    figure.draw = [picture = *m_picture] { return calibrationPlot(picture); };
    figure.x = m_plot->visibleX();
    figure.y = m_plot->visibleY();
    return figure;
}

} // namespace exitscope::app
