#include "app/dialogs/export_dialog.h"

#include "app/session/settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

#include <algorithm>
#include <exception>

namespace exitscope::app {

namespace {

constexpr double pointsPerInch = 72;

struct FormatInfo
{
    widgets::FigureFormat format;
    const char* extension;
    const char* title;
};

constexpr FormatInfo formats[] = {
    { widgets::FigureFormat::Pdf, "pdf", QT_TRANSLATE_NOOP("exitscope::app::ExportDialog", "PDF (vector)") },
    { widgets::FigureFormat::Svg, "svg", QT_TRANSLATE_NOOP("exitscope::app::ExportDialog", "SVG (vector)") },
    { widgets::FigureFormat::Png, "png", QT_TRANSLATE_NOOP("exitscope::app::ExportDialog", "PNG (pixels)") },
    { widgets::FigureFormat::Csv, "csv", QT_TRANSLATE_NOOP("exitscope::app::ExportDialog", "CSV (the numbers)") },
    { widgets::FigureFormat::Tex, "tex", QT_TRANSLATE_NOOP("exitscope::app::ExportDialog", "TeX (pgfplots, with CSV)") },
};

QDoubleSpinBox* makeSpin(double low, double high, double step, int decimals, const QString& suffix, QWidget* parent)
{
    auto* spin = new QDoubleSpinBox(parent);
    spin->setRange(low, high);
    spin->setSingleStep(step);
    spin->setDecimals(decimals);
    spin->setSuffix(suffix);
    return spin;
}

} // namespace

ExportDialog::ExportDialog(
    widgets::PlotModel model, QByteArray recipe, const QString& suggestedName, QWidget* parent)
    : QDialog(parent)
    , m_model(std::move(model))
    , m_recipe(std::move(recipe))
    , m_name(suggestedName)
    , m_format(new QComboBox(this))
    , m_preset(new QComboBox(this))
    , m_width(makeSpin(0.5, 40, 0.25, 2, tr(" in"), this))
    , m_height(makeSpin(0.5, 40, 0.25, 2, tr(" in"), this))
    , m_fontSize(makeSpin(6, 40, 0.5, 1, tr(" pt"), this))
    , m_dpi(makeSpin(72, 1200, 50, 0, tr(" dpi"), this))
    , m_family(new QFontComboBox(this))
    , m_grey(new QCheckBox(tr("&Grey, as a printer will show it"), this))
    , m_preview(new QLabel(this))
    , m_problem(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Export figure"));
    for (const auto& info : formats)
        m_format->addItem(tr(info.title), QString::fromLatin1(info.extension));
    for (const auto& preset : widgets::figurePresets())
        m_preset->addItem(preset.title, static_cast<int>(preset.preset));
    m_dpi->setValue(300);
    m_preview->setAlignment(Qt::AlignCenter);
    m_preview->setMinimumSize(420, 300);
    m_preview->setFrameShape(QFrame::StyledPanel);
    m_preview->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_preview->setAccessibleName(tr("Preview of the figure"));
    m_problem->setWordWrap(true);

    auto* form = new QFormLayout;
    form->addRow(tr("&Format:"), m_format);
    form->addRow(tr("&Preset:"), m_preset);
    form->addRow(tr("&Width:"), m_width);
    form->addRow(tr("&Height:"), m_height);
    form->addRow(tr("F&ont:"), m_family);
    form->addRow(tr("&Text size:"), m_fontSize);
    form->addRow(tr("&Resolution:"), m_dpi);
    form->addRow(m_grey);
    auto* body = new QHBoxLayout;
    body->addLayout(form);
    body->addWidget(m_preview, 1);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(body, 1);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    resize(900, 480);

    connect(m_preset, &QComboBox::activated, this, &ExportDialog::applyPreset);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::updatePreview);
    for (auto* spin : { m_width, m_height, m_fontSize, m_dpi })
        connect(spin, &QDoubleSpinBox::valueChanged, this, &ExportDialog::updatePreview);
    connect(m_family, &QFontComboBox::currentFontChanged, this, &ExportDialog::updatePreview);
    connect(m_grey, &QCheckBox::toggled, this, &ExportDialog::updatePreview);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &ExportDialog::save);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    applyPreset();
}

void ExportDialog::applyPreset()
{
    const auto preset = widgets::figureSpec(static_cast<widgets::FigurePreset>(m_preset->currentData().toInt()));
    for (auto* spin : { m_width, m_height, m_fontSize })
        spin->blockSignals(true);
    m_width->setValue(preset.sizePt.width() / pointsPerInch);
    m_height->setValue(preset.sizePt.height() / pointsPerInch);
    m_fontSize->setValue(preset.fontPt);
    m_family->setCurrentFont(QFont(preset.family));
    for (auto* spin : { m_width, m_height, m_fontSize })
        spin->blockSignals(false);
    updatePreview();
}

widgets::FigureSpec ExportDialog::spec() const
{
    auto spec = widgets::figureSpec(static_cast<widgets::FigurePreset>(m_preset->currentData().toInt()));
    const double scale = m_fontSize->value() / spec.fontPt;
    spec.sizePt = { m_width->value() * pointsPerInch, m_height->value() * pointsPerInch };
    spec.fontPt = m_fontSize->value();
    spec.tickPt = std::max(6.0, spec.tickPt * scale);
    spec.family = m_family->currentFont().family();
    spec.ink = m_grey->isChecked() ? widgets::Ink::Grey : widgets::Ink::Color;
    return spec;
}

widgets::FigureFormat ExportDialog::format() const
{
    return formats[m_format->currentIndex()].format;
}

void ExportDialog::updatePreview()
{
    m_dpi->setEnabled(format() == widgets::FigureFormat::Png);
    QString problem;
    try {
        const auto figure = spec();
        const double ratio = devicePixelRatioF();
        const QSizeF room = QSizeF(m_preview->contentsRect().size()) * ratio;
        const double fit = std::min(room.width() / figure.sizePt.width(), room.height() / figure.sizePt.height());
        QImage image = widgets::figureImage(m_model, figure, std::clamp(pointsPerInch * fit * 0.96, 30.0, 400.0));
        image.setDevicePixelRatio(ratio);
        m_preview->setPixmap(QPixmap::fromImage(image));
    } catch (const std::exception& error) {
        problem = QString::fromUtf8(error.what());
        m_preview->clear();
    }
    m_problem->setText(problem);
    m_buttons->button(QDialogButtonBox::Save)->setEnabled(problem.isEmpty());
}

void ExportDialog::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    updatePreview();
}

void ExportDialog::save()
{
    Settings settings;
    const QString kind = QStringLiteral("figures");
    const QString extension = m_format->currentData().toString();
    const QString path = QFileDialog::getSaveFileName(this, tr("Save figure"),
        settings.lastFolder(kind) + u'/' + m_name + u'.' + extension, u"*."_qs + extension);
    if (path.isEmpty())
        return;
    settings.setLastFolder(kind, QFileInfo(path).path());
    try {
        widgets::FigureExtras extras;
        extras.recipe = m_recipe;
        extras.dpi = m_dpi->value();
        const QString csvPath = QFileInfo(path).path() + u'/' + QFileInfo(path).completeBaseName() + u".csv"_qs;
        extras.csvName = QFileInfo(csvPath).fileName();
        const auto write = [&](const QString& target, widgets::FigureFormat as) {
            QSaveFile file(target);
            if (!file.open(QIODevice::WriteOnly))
                throw std::runtime_error(file.errorString().toStdString());
            widgets::writeFigure(file, as, m_model, spec(), extras);
            if (!file.commit())
                throw std::runtime_error(file.errorString().toStdString());
        };
        write(path, format());
        if (format() == widgets::FigureFormat::Tex)
            write(csvPath, widgets::FigureFormat::Csv);
        accept();
    } catch (const std::exception& error) {
        m_problem->setText(QString::fromUtf8(error.what()));
    }
}

} // namespace exitscope::app
