#include "app/dialogs/figure_look_form.h"

#include "app/plots/figure_look.h"
#include "app/session/languages.h"
#include "widgets/plot/plot_names.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFontComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <array>
#include <cmath>

namespace exitscope::app {

namespace {

struct Choice
{
    const char* id;
    const char* title;
};

constexpr std::array<Choice, 5> formats { {
    { "pdf", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "PDF (vector)") },
    { "svg", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "SVG (vector)") },
    { "png", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "PNG (pixels)") },
    { "csv", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "CSV (the numbers)") },
    { "tex", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "TeX (pgfplots, with CSV)") },
} };
constexpr std::array<Choice, 8> legends { {
    { "best", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "Where it hides least") },
    { "top-left", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "Top left") },
    { "top-right", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "Top right") },
    { "bottom-left", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "Bottom left") },
    { "bottom-right", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "Bottom right") },
    { "right", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "Right of the plot") },
    { "above", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "Above the plot") },
    { "none", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "No legend") },
} };
constexpr std::array<Choice, 3> palettes { {
    { "okabe-ito", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "Okabe and Ito") },
    { "tol-bright", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "Tol, bright") },
    { "ink", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "Black, by marker and dash") },
} };
constexpr std::array<Choice, 3> depths { {
    { "", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "The plot's own") },
    { "viridis", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "Viridis") },
    { "cividis", QT_TRANSLATE_NOOP("exitscope::app::FigureLookForm", "Cividis") },
} };
constexpr std::array<std::pair<const char*, double>, 3> units { { { "in", 72 }, { "cm", 72 / 2.54 }, { "pt", 1 } } };
constexpr const char* asItWas = "as-it-was";

QDoubleSpinBox* makeSpin(double low, double high, double step, int decimals, const QString& suffix, QWidget* parent)
{
    auto* spin = new QDoubleSpinBox(parent);
    spin->setRange(low, high);
    spin->setSingleStep(step);
    spin->setDecimals(decimals);
    spin->setSuffix(suffix);
    return spin;
}

void choose(QComboBox* box, const QString& id)
{
    if (const int place = box->findData(id); place >= 0)
        box->setCurrentIndex(place);
}

double pointsPer(const QString& unit)
{
    for (const auto& [name, points] : units)
        if (unit == QLatin1StringView(name))
            return points;
    return 1;
}

/// Set only where the page that comes out is another one.
std::optional<double> unless(double usual, double value, double tolerance)
{
    return std::abs(value - usual) < tolerance ? std::nullopt : std::optional(value);
}

std::string nameUnless(const std::string& usual, const QComboBox* box)
{
    const std::string chosen = box->currentData().toString().toStdString();
    return chosen == usual ? std::string() : chosen;
}

template <typename Value, std::size_t size>
QString idOf(const widgets::Names<Value, size>& names, Value value)
{
    const auto name = widgets::nameOf(names, value);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

FigureLookForm::FigureLookForm(const Figure& figure, QWidget* parent)
    : QWidget(parent)
    , m_figure(figure)
    , m_format(new QComboBox(this))
    , m_preset(new QComboBox(this))
    , m_unit(new QComboBox(this))
    , m_width(makeSpin(36, 14400, 1, 2, {}, this))
    , m_height(makeSpin(36, 14400, 1, 2, {}, this))
    , m_family(new QFontComboBox(this))
    , m_fontSize(makeSpin(6, 40, 0.5, 1, tr(" pt"), this))
    , m_lineWidth(makeSpin(0.1, 10, 0.25, 2, tr(" pt"), this))
    , m_markerSize(makeSpin(0.5, 30, 0.5, 1, tr(" pt"), this))
    , m_language(new QComboBox(this))
    , m_legend(new QComboBox(this))
    , m_palette(new QComboBox(this))
    , m_depth(new QComboBox(this))
    , m_grey(new QCheckBox(tr("&Grey, as a printer will show it"), this))
    , m_outlines(new QCheckBox(tr("&Letters as outlines"), this))
    , m_dpi(makeSpin(30, 2400, 50, 0, tr(" dpi"), this))
    , m_form(new QFormLayout(this))
{
    const auto fill = [](QComboBox* box, const auto& choices) {
        for (const auto& [id, title] : choices)
            box->addItem(tr(title), QString::fromLatin1(id));
    };
    fill(m_format, formats);
    for (const Language& one : languages())
        m_language->addItem(one.name, one.code);
    choose(m_language, figure.spec.language);
    m_language->setEnabled(!figure.isDrawnAgain);
    fill(m_legend, legends);
    fill(m_palette, palettes);
    fill(m_depth, depths);
    if (figure.isDrawnAgain)
        m_preset->addItem(tr("As it was"), QString::fromLatin1(asItWas));
    for (const auto& preset : widgets::figurePresets())
        m_preset->addItem(preset.title, preset.id);
    for (const auto& [name, points] : units)
        m_unit->addItem(QString::fromLatin1(name));
    m_family->setFontFilters(QFontComboBox::ScalableFonts);
    m_dpi->setValue(FigureLook().dpi);
    buildForm();
    applyUnit();
    applyPreset();
    showWhatMatters();
    connectForm();
}

void FigureLookForm::buildForm()
{
    m_unit->setAccessibleName(tr("Unit of width and height"));
    m_language->setToolTip(m_figure.isDrawnAgain
            ? tr("The words are those in the file; draw the figure from its runs to have them in another language")
            : tr("Of titles and names in the figure, whatever language this window speaks"));
    m_outlines->setToolTip(tr("For programs that lack the font; the text can no longer be searched or edited"));
    auto* width = new QHBoxLayout;
    width->addWidget(m_width, 1);
    width->addWidget(m_unit);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->addRow(tr("&Format:"), m_format);
    m_form->addRow(tr("&Preset:"), m_preset);
    m_form->addRow(tr("&Width:"), width);
    if (auto* label = qobject_cast<QLabel*>(m_form->labelForField(width)))
        label->setBuddy(m_width);
    m_form->addRow(tr("&Height:"), m_height);
    m_form->addRow(tr("Lang&uage:"), m_language);
    m_form->addRow(tr("F&ont:"), m_family);
    m_form->addRow(tr("&Text size:"), m_fontSize);
    m_form->addRow(tr("L&ines:"), m_lineWidth);
    m_form->addRow(tr("&Markers:"), m_markerSize);
    m_form->addRow(tr("L&egend:"), m_legend);
    m_form->addRow(tr("P&alette:"), m_palette);
    m_form->addRow(tr("Dept&h colours:"), m_depth);
    m_form->addRow(m_grey);
    m_form->addRow(m_outlines);
    m_form->addRow(tr("&Resolution:"), m_dpi);
}

void FigureLookForm::connectForm()
{
    connect(m_preset, &QComboBox::activated, this, [this] {
        applyPreset();
        Q_EMIT changed();
    });
    connect(m_unit, &QComboBox::activated, this, [this] {
        applyUnit();
        Q_EMIT changed();
    });
    connect(m_format, &QComboBox::currentIndexChanged, this, &FigureLookForm::showWhatMatters);
    for (auto* box : { m_format, m_language, m_legend, m_palette, m_depth })
        connect(box, &QComboBox::currentIndexChanged, this, &FigureLookForm::changed);
    for (auto* spin : { m_width, m_height, m_fontSize, m_lineWidth, m_markerSize, m_dpi })
        connect(spin, &QDoubleSpinBox::valueChanged, this, &FigureLookForm::changed);
    connect(m_family, &QFontComboBox::currentFontChanged, this, &FigureLookForm::changed);
    for (auto* box : { m_grey, m_outlines })
        connect(box, &QCheckBox::toggled, this, &FigureLookForm::changed);
}

void FigureLookForm::showWhatMatters()
{
    const auto chosen = format();
    const bool isDrawn = chosen != widgets::FigureFormat::Csv;
    for (QWidget* part : { static_cast<QWidget*>(m_preset), static_cast<QWidget*>(m_unit), static_cast<QWidget*>(m_width),
             static_cast<QWidget*>(m_height), static_cast<QWidget*>(m_fontSize), static_cast<QWidget*>(m_lineWidth),
             static_cast<QWidget*>(m_markerSize), static_cast<QWidget*>(m_legend), static_cast<QWidget*>(m_palette),
             static_cast<QWidget*>(m_depth), static_cast<QWidget*>(m_grey) })
        part->setEnabled(isDrawn);
    m_family->setEnabled(isDrawn && chosen != widgets::FigureFormat::Tex); // the document's own there
    m_outlines->setEnabled(chosen == widgets::FigureFormat::Svg);
    m_dpi->setEnabled(chosen == widgets::FigureFormat::Png);
}

widgets::FigureSpec FigureLookForm::presetSpec() const
{
    FigureLook look;
    const QString id = m_preset->currentData().toString();
    if (id != QLatin1StringView(asItWas))
        look.preset = id.toStdString();
    return specOf(look, m_figure);
}

void FigureLookForm::applyPreset()
{
    const auto spec = presetSpec();
    const std::array<QSignalBlocker, 5> blockers { QSignalBlocker(m_width), QSignalBlocker(m_height),
        QSignalBlocker(m_fontSize), QSignalBlocker(m_lineWidth), QSignalBlocker(m_markerSize) };
    const QSignalBlocker family(m_family);
    setPoints(m_width, spec.sizePt.width());
    setPoints(m_height, spec.sizePt.height());
    m_fontSize->setValue(spec.fontPt);
    m_lineWidth->setValue(spec.linePt);
    m_markerSize->setValue(spec.markerPt);
    m_family->setCurrentFont(QFont(spec.family));
    if (!m_figure.isDrawnAgain)
        return;
    const std::array<QSignalBlocker, 5> others { QSignalBlocker(m_legend), QSignalBlocker(m_palette),
        QSignalBlocker(m_depth), QSignalBlocker(m_grey), QSignalBlocker(m_outlines) };
    choose(m_legend, idOf(widgets::legendNames, spec.legend));
    choose(m_palette, idOf(widgets::paletteNames, spec.palette));
    choose(m_depth, spec.depth ? idOf(widgets::depthMapNames, *spec.depth) : QString());
    m_grey->setChecked(spec.ink == widgets::Ink::Grey);
    m_outlines->setChecked(spec.text == widgets::TextAs::Outlines);
}

/// The same lengths in another unit.
void FigureLookForm::applyUnit()
{
    const double width = points(m_width);
    const double height = points(m_height);
    m_shownUnit = m_unit->currentText();
    const double perUnit = pointsPer(m_shownUnit);
    for (auto* spin : { m_width, m_height }) {
        const QSignalBlocker blocker(spin);
        spin->setDecimals(perUnit == 1 ? 0 : perUnit > 50 ? 3 : 2);
        spin->setSingleStep(perUnit == 1 ? 1 : perUnit > 50 ? 0.25 : 0.5);
        spin->setRange(36 / perUnit, 14400 / perUnit);
    }
    setPoints(m_width, width);
    setPoints(m_height, height);
}

double FigureLookForm::points(const QDoubleSpinBox* box) const
{
    return box->value() * pointsPer(m_shownUnit);
}

void FigureLookForm::setPoints(QDoubleSpinBox* box, double points)
{
    const QSignalBlocker blocker(box);
    box->setValue(points / pointsPer(m_shownUnit));
}

widgets::FigureFormat FigureLookForm::format() const
{
    return *widgets::figureFormat(extension());
}

QString FigureLookForm::extension() const
{
    return m_format->currentData().toString();
}

FigureLook FigureLookForm::look() const
{
    const auto usual = presetSpec();
    FigureLook look;
    const QString preset = m_preset->currentData().toString();
    const bool isUsualPreset = preset == QLatin1StringView(asItWas)
        || (!m_figure.isDrawnAgain && preset == widgets::figurePresets().front().id);
    if (!isUsualPreset)
        look.preset = preset.toStdString();
    look.widthPt = unless(usual.sizePt.width(), std::round(points(m_width)), 0.5);
    look.heightPt = unless(usual.sizePt.height(), std::round(points(m_height)), 0.5);
    if (look.widthPt && !look.heightPt)
        look.heightPt = usual.sizePt.height(); // a width alone would keep the preset's shape
    if (m_family->currentFont().family() != usual.family)
        look.font = m_family->currentFont().family().toStdString();
    look.fontPt = unless(usual.fontPt, m_fontSize->value(), 0.01);
    look.linePt = unless(usual.linePt, m_lineWidth->value(), 0.001);
    look.markerPt = unless(usual.markerPt, m_markerSize->value(), 0.01);
    if (!m_figure.isDrawnAgain && language() != languageOf({}))
        look.language = language();
    look.legend = nameUnless(idOf(widgets::legendNames, usual.legend).toStdString(), m_legend);
    look.palette = nameUnless(idOf(widgets::paletteNames, usual.palette).toStdString(), m_palette);
    look.depth = nameUnless(usual.depth ? idOf(widgets::depthMapNames, *usual.depth).toStdString() : std::string(), m_depth);
    look.isGrey = m_grey->isChecked();
    look.isOutlined = m_outlines->isChecked() && m_outlines->isEnabled();
    look.dpi = m_dpi->isEnabled() ? m_dpi->value() : FigureLook().dpi;
    return look;
}

std::string FigureLookForm::language() const
{
    return m_language->currentData().toString().toStdString();
}

QJsonObject FigureLookForm::state() const
{
    return { { u"format"_qs, m_format->currentData().toString() }, { u"preset"_qs, m_preset->currentData().toString() },
        { u"unit"_qs, m_unit->currentText() }, { u"width"_qs, points(m_width) }, { u"height"_qs, points(m_height) },
        { u"font"_qs, m_family->currentFont().family() }, { u"font_size"_qs, m_fontSize->value() },
        { u"line"_qs, m_lineWidth->value() }, { u"marker"_qs, m_markerSize->value() },
        { u"language"_qs, m_language->currentData().toString() }, { u"legend"_qs, m_legend->currentData().toString() }, { u"palette"_qs, m_palette->currentData().toString() },
        { u"depth"_qs, m_depth->currentData().toString() }, { u"grey"_qs, m_grey->isChecked() },
        { u"outlines"_qs, m_outlines->isChecked() }, { u"dpi"_qs, m_dpi->value() } };
}

void FigureLookForm::restore(const QJsonObject& state)
{
    const QSignalBlocker quiet(this);
    choose(m_format, state.value(u"format").toString());
    if (const int unit = m_unit->findText(state.value(u"unit").toString()); unit >= 0)
        m_unit->setCurrentIndex(unit);
    applyUnit();
    m_dpi->setValue(state.value(u"dpi").toDouble(m_dpi->value()));
    if (m_figure.isDrawnAgain)
        return; // it keeps its own look
    choose(m_preset, state.value(u"preset").toString());
    applyPreset();
    const auto usual = presetSpec();
    setPoints(m_width, state.value(u"width").toDouble(usual.sizePt.width()));
    if (m_figure.rows == 0) // else it is as high as its lines need
        setPoints(m_height, state.value(u"height").toDouble(usual.sizePt.height()));
    const QString family = state.value(u"font").toString();
    m_family->setCurrentFont(QFont(family.isEmpty() ? usual.family : family));
    m_fontSize->setValue(state.value(u"font_size").toDouble(usual.fontPt));
    m_lineWidth->setValue(state.value(u"line").toDouble(usual.linePt));
    m_markerSize->setValue(state.value(u"marker").toDouble(usual.markerPt));
    choose(m_language, state.value(u"language").toString());
    choose(m_legend, state.value(u"legend").toString());
    choose(m_palette, state.value(u"palette").toString());
    choose(m_depth, state.value(u"depth").toString());
    m_grey->setChecked(state.value(u"grey").toBool());
    m_outlines->setChecked(state.value(u"outlines").toBool());
}

} // namespace exitscope::app
