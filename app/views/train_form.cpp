#include "app/views/train_form.h"

#include "app/analysis/training_text.h"
#include "app/views/form_parts.h"
#include "app/views/path_field.h"
#include "widgets/panel/number_box.h"
#include "widgets/theme/palette.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <QVBoxLayout>

namespace exitscope::app {

using widgets::NumberBox;

namespace {

QString dataFilter()
{
    return TrainForm::tr("Data (*.tsv *.csv *.jsonl *.txt *.conll *.conllu *.gz);;All files (*)");
}

NumberBox* numberBox(double low, double high, int decimals, double step, const QString& name, const QString& help, QWidget* parent)
{
    auto* box = new NumberBox(NumberBox::Kind::Real, parent);
    box->setDecimals(decimals);
    box->setRange(low, high);
    box->setSingleStep(step);
    box->setAccessibleName(name);
    box->setToolTip(help);
    box->setKeyboardTracking(false);
    box->setMinimumWidth(box->fontMetrics().averageCharWidth() * 14);
    return box;
}

QComboBox* choiceBox(const QString& name, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return box;
}

QLabel* explanation(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace

TrainForm::TrainForm(QAction* start, QWidget* parent)
    : QWidget(parent)
    , m_form(new QFormLayout)
    , m_kind(choiceBox(tr("What to do"), this))
    , m_preset(choiceBox(tr("Preset"), this))
    , m_presetText(explanation(this))
    , m_train(new PathField(PathField::Kind::File, tr("Training data"), dataFilter(), this))
    , m_dev(new PathField(PathField::Kind::File, tr("Dev data"), dataFilter(), this))
    , m_test(new PathField(PathField::Kind::File, tr("Test data"), dataFilter(), this))
    , m_textColumns(new QLineEdit(this))
    , m_labelColumn(new QLineEdit(this))
    , m_task(choiceBox(tr("Task"), this))
    , m_init(new PathField(PathField::Kind::Folder, tr("Model to start from"), {}, this))
    , m_layers(countBox(1, 128, 6, tr("Layers"), tr("Layers of the new model"), this))
    , m_hidden(countBox(8, 8192, 128, tr("Hidden width"), tr("Hidden width of the new model, a multiple of its heads"), this))
    , m_heads(countBox(1, 256, 4, tr("Heads"), tr("Attention heads of each layer of the new model"), this))
    , m_feedForward(countBox(1, 65536, 512, tr("Feed-forward width"), tr("Feed-forward width of the new model"), this))
    , m_shape(inOneRow({ m_layers, m_hidden, m_heads, m_feedForward }))
    , m_regime(choiceBox(tr("Regime"), this))
    , m_regimeText(explanation(this))
    , m_equilibrium(new QCheckBox(tr("Gradient e&quilibrium"), this))
    , m_learnsToExit(new QCheckBox(tr("Learns when to lea&ve"), this))
    , m_exitHead(choiceBox(tr("Exit head"), this))
    , m_teacher(new PathField(PathField::Kind::Folder, tr("Teacher"), {}, this))
    , m_temperature(numberBox(0.01, 100, 3, 0.5, tr("Temperature"), tr("By which the teacher's logits are divided"), this))
    , m_matchesHidden(new QCheckBox(tr("Its hidden states t&oo"), this))
    , m_width(choiceBox(tr("Width"), this))
    , m_headsKept(countBox(1, 256, 2, tr("Heads that are kept"), tr("In every layer; each keeps its own best"), this))
    , m_feedForwardKept(countBox(0, 65536, 0, tr("Neurons that are kept"), tr("Feed-forward neurons of every layer; without a number as many of them as of the heads"), this))
    , m_wordRank(countBox(-1, 8192, -1, tr("Rank of the word embedding"), tr("0 leaves the word embedding whole; without a number it falls with the heads"), this))
    , m_counts(inOneRow({ m_headsKept, m_feedForwardKept, m_wordRank }))
    , m_importance(choiceBox(tr("Importance"), this))
    , m_epochs(numberBox(0.01, 10000, 3, 1, tr("Epochs"), tr("Passes over the training data"), this))
    , m_exitEpochs(numberBox(0, 10000, 3, 1, tr("Epochs of the exits"), tr("Of the second stage"), this))
    , m_batch(countBox(1, 65536, 32, tr("Batch"), tr("Examples of a step"), this))
    , m_rate(numberBox(0, 1, 9, 1e-5, tr("Learning rate"), tr("The highest; it rises to it and falls to 0, both linearly"), this))
    , m_maxLength(countBox(4, 65536, 128, tr("Longest text"), tr("Tokens; longer texts are cut"), this))
    , m_patience(countBox(0, 1000, 0, tr("Early stopping"), tr("Dev evaluations in a row without a gain after which it stops"), this))
    , m_seed(countBox(0, 2'000'000'000, 1, tr("Seed"), tr("Of weights, order and dropout"), this))
    , m_seeds(countBox(1, 50, 1, tr("Number of seeds"), tr("Trainings one after the other, from this seed on, each in a folder of its own"), this))
    , m_seedRow(inOneRow({ m_seed, m_seeds }))
    , m_output(new PathField(PathField::Kind::Folder, tr("Folder for the result"), {}, this))
    , m_problem(explanation(this))
{
    buildChoices();
    addRows(start);
    connectParts();
    setPlan([] {
        Plan plan;
        applyPreset(training::trainingPresets().front(), plan);
        return plan;
    }());
}

QWidget* TrainForm::inOneRow(std::initializer_list<QWidget*> boxes)
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    for (QWidget* box : boxes) {
        box->setMinimumWidth(fontMetrics().averageCharWidth() * 9); // what it takes with four digits
        layout->addWidget(box, 1);
    }
    row->setFocusProxy(*boxes.begin());
    return row;
}

void TrainForm::buildChoices()
{
    m_kind->addItem(tr("Train a classifier with exits"));
    m_kind->addItem(tr("Compress a model (COST-EFF)"));
    m_preset->setToolTip(tr("Settings to start from"));
    for (const char* task : { "", "sst-2", "mrpc", "qqp", "qnli", "mnli", "rte", "cola", "sts-b", "snli", "trec" })
        m_task->addItem(QLatin1String(task));
    m_task->setEditable(true);
    m_task->setToolTip(tr("Its name says what dev is scored by: MCC for CoLA, accuracy and F1 for MRPC and QQP, else accuracy"));
    m_task->lineEdit()->setPlaceholderText(tr("any, scored by accuracy"));
    for (const char* key : regimeKeys())
        m_regime->addItem(regimeTitle(key), QLatin1String(key));
    m_equilibrium->setToolTip(tr("Every layer's gradient is the mean of those of the exits above it, so that low layers are not pulled at by all"));
    m_learnsToExit->setToolTip(tr("BERxiT's: one unit for all exits learns whether each is right, for the policy “learned”"));
    m_exitHead->addItem(tr("as in the model"), QString());
    m_exitHead->addItem(tr("pooler and classifier"), QStringLiteral("pooler"));
    m_exitHead->addItem(tr("classifier alone (COST-EFF)"), QStringLiteral("tanh"));
    m_matchesHidden->setToolTip(tr("Layers learn the teacher's hidden states; its width has to be the same"));
    m_width->addItem(tr("Half the heads: about 1/2 of the parameters"), QStringLiteral("2x"));
    m_width->addItem(tr("A sixth of the heads: about 1/8"), QStringLiteral("8x"));
    m_width->addItem(tr("As counted below"), QString());
    m_importance->addItem(tr("Taylor, absolute (the authors' code)"), QStringLiteral("taylor-abs"));
    m_importance->addItem(tr("Taylor, signed (their paper)"), QStringLiteral("taylor-signed"));
    m_importance->addItem(tr("Magnitude of the weights"), QStringLiteral("magnitude"));
    m_importance->addItem(tr("Random"), QStringLiteral("random"));
    m_textColumns->setPlaceholderText(tr("found by themselves"));
    m_textColumns->setToolTip(tr("Names of the columns with text, with commas between them"));
    m_labelColumn->setPlaceholderText(tr("found by itself"));
    m_test->setPlaceholder(tr("none: dev alone"));
    m_teacher->setPlaceholder(tr("none"));
    m_exitEpochs->setSpecialValueText(tr("as many"));
    m_patience->setSpecialValueText(tr("all epochs"));
    m_patience->setSuffix(tr(" without a gain", "behind a number of evaluations"));
    m_seeds->setPrefix(tr("× ", "before a number of trainings"));
}

void TrainForm::addRows(QAction* start)
{
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_form->setVerticalSpacing(4);
    m_form->addRow(tr("&What:"), m_kind);
    m_form->addRow(tr("&Preset:"), m_preset);
    m_form->addRow(m_presetText);
    m_form->addRow(tr("&Train on:"), m_train);
    m_form->addRow(tr("&Dev:"), m_dev);
    m_form->addRow(tr("T&est:"), m_test);
    m_form->addRow(tr("Te&xt columns:"), m_textColumns);
    m_form->addRow(tr("La&bel column:"), m_labelColumn);
    m_form->addRow(tr("Tas&k:"), m_task);
    m_form->addRow(tr("&Model:"), m_init);
    m_form->addRow(tr("New sha&pe:"), m_shape);
    m_form->addRow(tr("&Regime:"), m_regime);
    m_form->addRow(m_regimeText);
    m_form->addRow(m_equilibrium);
    m_form->addRow(m_learnsToExit);
    m_form->addRow(tr("Exit &head:"), m_exitHead);
    m_form->addRow(tr("Teac&her:"), m_teacher);
    m_form->addRow(tr("Temperat&ure:"), m_temperature);
    m_form->addRow(m_matchesHidden);
    m_form->addRow(tr("W&idth:"), m_width);
    m_feedForwardKept->setSpecialValueText(tr("auto", "as many as of the heads"));
    m_wordRank->setSpecialValueText(tr("auto", "as many as of the heads"));
    m_form->addRow(tr("&Keep:"), m_counts);
    m_form->addRow(tr("Import&ance:"), m_importance);
    m_form->addRow(tr("Epo&chs:"), m_epochs);
    m_form->addRow(tr("Of the e&xits:"), m_exitEpochs);
    m_form->addRow(tr("&Batch:"), m_batch);
    m_form->addRow(tr("Learning &rate:"), m_rate);
    m_form->addRow(tr("&Longest text:"), m_maxLength);
    m_form->addRow(tr("E&arly stopping:"), m_patience);
    m_form->addRow(tr("See&ds:"), m_seedRow);
    m_form->addRow(tr("&Folder:"), m_output);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 6, 6);
    layout->addLayout(m_form);
    layout->addWidget(m_problem);
    layout->addWidget(buttonFor(start, this));
    layout->addStretch(1);
}

void TrainForm::connectParts()
{
    for (auto* field : { m_train, m_dev, m_test, m_init, m_teacher, m_output })
        connect(field, &PathField::changed, this, &TrainForm::update);
    for (auto* line : { m_textColumns, m_labelColumn })
        connect(line, &QLineEdit::textChanged, this, &TrainForm::update);
    for (auto* box : { m_regime, m_exitHead, m_width, m_importance })
        connect(box, &QComboBox::currentIndexChanged, this, &TrainForm::update);
    connect(m_task, &QComboBox::currentTextChanged, this, &TrainForm::update);
    for (auto* box : { m_layers, m_hidden, m_heads, m_feedForward, m_headsKept, m_feedForwardKept, m_wordRank, m_batch, m_maxLength,
             m_patience, m_seed, m_seeds })
        connect(box, &QSpinBox::valueChanged, this, &TrainForm::update);
    for (auto* box : { m_temperature, m_epochs, m_exitEpochs, m_rate })
        connect(box, &QDoubleSpinBox::valueChanged, this, &TrainForm::update);
    for (auto* box : { m_equilibrium, m_learnsToExit, m_matchesHidden })
        connect(box, &QCheckBox::toggled, this, &TrainForm::update);
    connect(m_preset, &QComboBox::activated, this, &TrainForm::choosePreset);
    connect(m_kind, &QComboBox::activated, this, [this] { // starts from the first preset of its kind
        for (const auto& preset : training::trainingPresets())
            if ((preset.kind == Plan::Kind::Compress) == isCompression()) {
                Plan now = plan();
                now.output = m_output->path().toStdString();
                applyPreset(preset, now);
                return setPlan(now);
            }
    });
}

void TrainForm::choosePreset()
{
    const auto* preset = training::presetWithKey(m_preset->currentData().toString().toStdString());
    if (!preset)
        return;
    Plan now = plan();
    now.output = m_output->path().toStdString();
    applyPreset(*preset, now);
    setPlan(now);
}

bool TrainForm::isCompression() const
{
    return m_kind->currentIndex() == 1;
}

QString TrainForm::regime() const
{
    return m_regime->currentData().toString();
}

/// What a choice makes meaningless is out of sight.
void TrainForm::showRows()
{
    const bool compresses = isCompression(), isNew = m_init->path().isEmpty();
    const bool hasStages = regime() == QStringLiteral("two-stage") || regime() == QStringLiteral("self-distillation");
    const bool isSingle = regime() == QStringLiteral("single-exit");
    m_form->setRowVisible(m_presetText, !m_presetText->text().isEmpty());
    const bool isTaught = !m_teacher->path().isEmpty();
    m_form->setRowVisible(m_shape, !compresses && isNew);
    for (QWidget* row : std::initializer_list<QWidget*> { m_regime, m_regimeText, m_exitHead, m_epochs, m_rate, m_patience, m_seedRow })
        m_form->setRowVisible(row, !compresses);
    m_form->setRowVisible(m_equilibrium, compresses || regime() == QStringLiteral("joint"));
    m_form->setRowVisible(m_learnsToExit, !compresses && !isSingle);
    m_form->setRowVisible(m_temperature, compresses || isTaught);
    m_form->setRowVisible(m_matchesHidden, !compresses && isTaught);
    m_form->setRowVisible(m_exitEpochs, !compresses && hasStages);
    for (QWidget* row : std::initializer_list<QWidget*> { m_width, m_importance })
        m_form->setRowVisible(row, compresses);
    m_form->setRowVisible(m_counts, compresses && m_width->currentData().toString().isEmpty());
    m_init->setPlaceholder(compresses ? tr("a pre-trained or fine-tuned model") : tr("none: a new model"));
    m_teacher->setPlaceholder(compresses ? tr("none: it is fine-tuned first") : tr("none"));
}

void TrainForm::update()
{
    if (m_isFilling)
        return;
    const QScopedValueRollback filling(m_isFilling, true);
    noticeOwnSettings();
    m_regimeText->setText(regimeText(regime().toStdString()));
    const auto* preset = training::presetWithKey(m_preset->currentData().toString().toStdString());
    m_presetText->setText(preset ? presetText(*preset) : QString());
    showRows();
    m_output->setPlaceholder(outputFolder());
    showProblem(problem());
    Q_EMIT changed();
}

/// A preset that something was changed in is none any more.
void TrainForm::noticeOwnSettings()
{
    const auto* preset = training::presetWithKey(m_preset->currentData().toString().toStdString());
    if (!preset)
        return;
    const Plan now = plan();
    Plan asPreset = now;
    applyPreset(*preset, asPreset);
    if (asPreset != now)
        m_preset->setCurrentIndex(0);
}

/// Nothing is said of an empty form: its first field speaks for itself.
void TrainForm::showProblem(const QString& problem)
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, widgets::cautionColor(colors.color(QPalette::Window)));
    m_problem->setPalette(colors);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty() && !m_train->path().isEmpty());
}

} // namespace exitscope::app
