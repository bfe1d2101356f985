#include "app/views/generate_form.h"

#include "app/dialogs/path_box.h"
#include "app/session/settings.h"
#include "app/views/form_parts.h"
#include "app/views/path_field.h"
#include "app/views/rule_form.h"
#include "core/error.h"
#include "widgets/panel/number_box.h"
#include "widgets/theme/palette.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <limits>

namespace exitscope::app {

GenerateForm::GenerateForm(QAction* write, QAction* stop, QWidget* parent)
    : QWidget(parent)
    , m_write(write)
    , m_model(makePathBox({}, tr("Model"), this))
    , m_browse(new QToolButton(this))
    , m_about(new QLabel(this))
    , m_prompt(new QPlainTextEdit(this))
    , m_file(new PathField(PathField::Kind::File, tr("File of prompts, one a line"), tr("Texts (*.txt);;All files (*)"), this))
    , m_problem(new QLabel(this))
    , m_rule(new RuleForm(this))
    , m_most(countBox(1, 1'000'000, 128, tr("Tokens"), tr("At most so many are written for a prompt"), this))
    , m_temperature(new widgets::NumberBox(widgets::NumberBox::Kind::Real, this))
    , m_topWords(countBox(0, 10'000'000, 0, tr("Likeliest words"), tr("Words are drawn from so many of the likeliest"), this))
    , m_topShare(new widgets::NumberBox(widgets::NumberBox::Kind::Real, this))
    , m_seed(countBox(0, std::numeric_limits<int>::max(), 1, tr("Seed"), tr("The same seed draws the same words"), this))
    , m_beams(countBox(1, 1000, 1, tr("Beams"), tr("More than one: the likeliest of several texts, by the full model"), this))
    , m_longPrompt(new QComboBox(this))
    , m_sampling(new QFormLayout)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 6, 6);
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    buildModel(form);
    buildPrompt(form);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(buttonFor(write, this), 1);
    buttons->addWidget(buttonFor(stop, this));
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addLayout(buttons);
    layout->addWidget(m_rule);
    buildSampling(m_sampling);
    layout->addLayout(m_sampling);
    layout->addStretch(1);
    m_delay.setSingleShot(true);
    m_delay.setInterval(std::chrono::milliseconds(250));
    connect(&m_delay, &QTimer::timeout, this, &GenerateForm::readFacts);
    connect(m_model, &QComboBox::currentTextChanged, this, [this] {
        m_facts.reset();
        m_factsProblem.clear();
        m_delay.start();
        update();
    });
    connect(m_rule, &RuleForm::changed, this, [this] {
        update();
        Q_EMIT ruleChanged();
    });
    update();
}

void GenerateForm::buildModel(QFormLayout* form)
{
    m_model->setMinimumContentsLength(16);
    m_model->lineEdit()->setPlaceholderText(tr("a folder, or a .bin of llama2.c"));
    m_model->setAcceptDrops(false); // the view knows what to do with files
    m_model->lineEdit()->setAcceptDrops(false);
    m_browse->setText(QStringLiteral("…"));
    m_browse->setAccessibleName(tr("Look for a model"));
    m_browse->setToolTip(tr("Look for a model"));
    m_browse->setFocusPolicy(Qt::StrongFocus);
    m_browse->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_browse);
    connect(menu->addAction(tr("A checkpoint &folder…")), &QAction::triggered, this, &GenerateForm::chooseFolder);
    connect(menu->addAction(tr("A model &file of llama2.c…")), &QAction::triggered, this, &GenerateForm::chooseFile);
    m_browse->setMenu(menu);
    auto* row = new QHBoxLayout;
    row->addWidget(m_model, 1);
    row->addWidget(m_browse);
    auto* label = new QLabel(tr("&Model:"), this);
    label->setBuddy(m_model);
    form->addRow(label, row);
    m_about->setWordWrap(true);
    m_about->setTextFormat(Qt::PlainText);
    form->addRow(m_about);
}

void GenerateForm::buildPrompt(QFormLayout* form)
{
    m_prompt->setAccessibleName(tr("Prompt"));
    m_prompt->setPlaceholderText(tr("What to go on from; Ctrl+Enter writes"));
    m_prompt->setTabChangesFocus(true);
    m_prompt->setAcceptDrops(false);
    m_prompt->setPlainText(QStringLiteral("Once upon a time"));
    m_prompt->setMinimumHeight(fontMetrics().lineSpacing() * 4);
    m_prompt->setMaximumHeight(fontMetrics().lineSpacing() * 7);
    m_prompt->installEventFilter(this);
    auto* label = new QLabel(tr("&Prompt:"), this);
    label->setBuddy(m_prompt);
    form->addRow(label, m_prompt);
    m_file->setPlaceholder(tr("none: the prompt above"));
    form->addRow(tr("F&ile:"), m_file);
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &GenerateForm::update);
    connect(m_file, &PathField::changed, this, &GenerateForm::update);
}

void GenerateForm::buildSampling(QFormLayout* form)
{
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_temperature->setRange(0, 100);
    m_temperature->setSingleStep(0.1);
    m_temperature->setSpecialValueText(tr("likeliest word"));
    m_temperature->setAccessibleName(tr("Temperature"));
    m_temperature->setToolTip(tr("Words are drawn at this temperature; 0 always takes the likeliest"));
    m_temperature->setKeyboardTracking(false);
    m_topWords->setSpecialValueText(tr("all"));
    m_topShare->setRange(0.001, 1);
    m_topShare->setSingleStep(0.05);
    m_topShare->setValue(1);
    m_topShare->setAccessibleName(tr("Likeliest share"));
    m_topShare->setToolTip(tr("Words are drawn from the fewest that have this probability together"));
    m_topShare->setKeyboardTracking(false);
    m_longPrompt->addItem(tr("is refused"));
    m_longPrompt->addItem(tr("is cut"));
    m_longPrompt->setAccessibleName(tr("A prompt that is too long"));
    m_longPrompt->setToolTip(tr("What leaves no room in the model's positions is refused, or cut at its beginning (an encoder's input at its end)"));
    form->addRow(tr("To&kens:"), m_most);
    form->addRow(tr("Temper&ature:"), m_temperature);
    form->addRow(tr("Top &k:"), m_topWords);
    form->addRow(tr("Top p:"), m_topShare);
    form->addRow(tr("&Seed:"), m_seed);
    form->addRow(tr("&Beams:"), m_beams);
    form->addRow(tr("Too lon&g:"), m_longPrompt);
    for (auto* box : { m_most, m_topWords, m_seed, m_beams })
        connect(box, &QSpinBox::valueChanged, this, &GenerateForm::update);
    for (auto* box : { m_temperature, m_topShare })
        connect(box, &QDoubleSpinBox::valueChanged, this, &GenerateForm::update);
    connect(m_longPrompt, &QComboBox::currentIndexChanged, this, &GenerateForm::update);
}

bool GenerateForm::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_prompt || (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride))
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool isWrite = (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers().testFlag(Qt::ControlModifier);
    if (!isWrite)
        return QWidget::eventFilter(watched, event);
    event->accept(); // before the window's own shortcut
    if (event->type() == QEvent::KeyPress)
        m_write->trigger();
    return true;
}

engine::GenerateRequest GenerateForm::request() const
{
    engine::GenerateRequest request;
    request.model = model().toStdString();
    if (m_file->path().isEmpty())
        request.prompts = { m_prompt->toPlainText().toStdString() };
    else
        request.data = m_file->path().toStdString();
    request.rule = rule().text();
    request.maxTokens = m_most->value();
    request.temperature = m_temperature->value();
    if (request.temperature > 0) {
        request.topWords = m_topWords->value();
        request.topShare = m_topShare->value();
        request.seed = static_cast<std::uint64_t>(m_seed->value());
    } else if (rule().measure == calm::TokenMeasure::Full) {
        request.beams = m_beams->value();
    }
    request.longPrompt = m_longPrompt->currentIndex() == 1 ? engine::LongPrompt::Cut : engine::LongPrompt::Refuse;
    return request;
}

calm::GenerationRule GenerateForm::rule() const
{
    return m_rule->rule();
}

bool GenerateForm::comparesWithFull() const
{
    return rule().measure != calm::TokenMeasure::Full;
}

QString GenerateForm::problem() const
{
    if (model().isEmpty())
        return tr("Choose a model: a checkpoint folder of GPT-2, Llama, T5 or BART, or a model file of llama2.c.");
    if (!m_factsProblem.isEmpty())
        return m_factsProblem;
    if (!m_facts)
        return tr("The model is being looked at.");
    if (!m_file->path().isEmpty() && !QFileInfo::exists(m_file->path()))
        return tr("There is nothing at %1.").arg(m_file->path());
    if (m_file->path().isEmpty() && m_prompt->toPlainText().isEmpty() && !m_facts->beginsAlone)
        return m_facts->hasEncoder ? tr("Give the encoder a text to read.")
                                   : tr("This model has no token to begin with; give it at least a word to go on from.");
    if (m_rule->isLearnedMissing())
        return tr("The model has no exit classifier; choose another rule.");
    if (rule().measure == calm::TokenMeasure::Oracle && m_temperature->value() > 0)
        return tr("The oracle compares likeliest words; set the temperature to 0.");
    return {};
}

QString GenerateForm::model() const
{
    return m_model->currentText().trimmed();
}

void GenerateForm::setModels(const QStringList& paths)
{
    const QSignalBlocker quiet(m_model);
    const QString now = m_model->currentText();
    m_model->clear();
    m_model->addItems(paths);
    m_model->setEditText(now);
}

void GenerateForm::setModel(const QString& path)
{
    m_model->setEditText(path);
    m_model->setToolTip(path);
    m_delay.stop();
    readFacts();
}

void GenerateForm::takeFiles(const QStringList& paths)
{
    for (const QString& path : paths)
        if (QFileInfo(path).isDir() || path.endsWith(QStringLiteral(".bin")))
            setModel(path);
        else
            m_file->setPath(path);
}

void GenerateForm::chooseFolder()
{
    if (const QString folder = askForModel(this); !folder.isEmpty())
        setModel(folder);
}

void GenerateForm::chooseFile()
{
    Settings settings;
    const QString kind = QStringLiteral("models");
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Model of llama2.c"), settings.lastFolder(kind), tr("Models of llama2.c (*.bin);;All files (*)"));
    if (!file.isEmpty()) {
        settings.setLastFolder(kind, QFileInfo(file).path());
        setModel(file);
    }
}

void GenerateForm::readFacts()
{
    m_reading.drop();
    if (model().isEmpty())
        return update();
    m_reading.run(
        this, [path = model().toStdString()] { return generatorFacts(path); },
        [this](GeneratorFacts facts) {
            m_rule->setFacts(facts);
            m_facts = std::move(facts);
            m_factsProblem.clear();
            update();
        },
        [this](const QString& problem) {
            m_factsProblem = problem;
            update();
        });
}

void GenerateForm::showFacts()
{
    m_about->setVisible(m_facts.has_value());
    if (!m_facts)
        return;
    const QLocale locale;
    const QString family = QString::fromStdString(m_facts->family);
    const auto number = [&](std::int64_t value) { return locale.toString(static_cast<qlonglong>(value)); };
    const QString size = tr("%1: %2 layers, %3 words").arg(family, number(m_facts->layers), number(m_facts->vocabulary));
    m_about->setText(m_facts->positions > 0 ? tr("%1, %2 positions", "size of a model").arg(size, number(m_facts->positions)) : size);
}

void GenerateForm::showProblem(const QString& problem)
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, widgets::cautionColor(colors.color(QPalette::Window)));
    m_problem->setPalette(colors);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void GenerateForm::update()
{
    const bool draws = m_temperature->value() > 0;
    m_sampling->setRowVisible(m_topWords, draws);
    m_sampling->setRowVisible(m_topShare, draws);
    m_sampling->setRowVisible(m_seed, draws);
    m_sampling->setRowVisible(m_beams, !draws && rule().measure == calm::TokenMeasure::Full);
    m_prompt->setEnabled(m_file->path().isEmpty());
    showFacts();
    showProblem(!m_facts && m_factsProblem.isEmpty() ? QString() : problem());
    Q_EMIT changed();
}

void GenerateForm::focusPrompt()
{
    m_prompt->setFocus();
}

QJsonObject GenerateForm::state() const
{
    return { { QStringLiteral("model"), model() }, { QStringLiteral("prompt"), m_prompt->toPlainText() },
        { QStringLiteral("prompts"), m_file->path() }, { QStringLiteral("rule"), QString::fromStdString(rule().text()) },
        { QStringLiteral("tokens"), m_most->value() }, { QStringLiteral("temperature"), m_temperature->value() },
        { QStringLiteral("topWords"), m_topWords->value() }, { QStringLiteral("topShare"), m_topShare->value() },
        { QStringLiteral("seed"), m_seed->value() }, { QStringLiteral("beams"), m_beams->value() },
        { QStringLiteral("cut"), m_longPrompt->currentIndex() == 1 } };
}

void GenerateForm::restore(const QJsonObject& state)
{
    const auto whole = [&state](const char* key, QSpinBox* box) { box->setValue(state.value(QLatin1String(key)).toInt(box->value())); };
    const auto real = [&state](const char* key, widgets::NumberBox* box) {
        box->setValue(state.value(QLatin1String(key)).toDouble(box->value()));
    };
    if (const auto prompt = state.value(u"prompt"); prompt.isString())
        m_prompt->setPlainText(prompt.toString());
    if (const auto file = state.value(u"prompts"); file.isString())
        m_file->setPath(file.toString());
    try {
        if (const auto rule = state.value(u"rule"); rule.isString())
            m_rule->setRule(calm::parseGenerationRule(rule.toString().toStdString()));
    } catch (const InputError&) {
        // Of another version: the rule stays as it is.
    }
    whole("tokens", m_most);
    real("temperature", m_temperature);
    whole("topWords", m_topWords);
    real("topShare", m_topShare);
    whole("seed", m_seed);
    whole("beams", m_beams);
    m_longPrompt->setCurrentIndex(state.value(u"cut").toBool(m_longPrompt->currentIndex() == 1) ? 1 : 0);
    if (const QString path = state.value(u"model").toString(); !path.isEmpty() && path != model())
        setModel(path);
    update();
}

} // namespace exitscope::app
