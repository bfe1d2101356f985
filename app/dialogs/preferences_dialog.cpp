#include "app/dialogs/preferences_dialog.h"

#include "app/session/languages.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QThread>
#include <QVBoxLayout>

namespace exitscope::app {

PreferencesDialog::PreferencesDialog(const Preferences& preferences, QWidget* parent)
    : QDialog(parent)
    , m_before(preferences)
    , m_language(new QComboBox(this))
    , m_theme(new QComboBox(this))
    , m_series(new QComboBox(this))
    , m_depthMap(new QComboBox(this))
    , m_draws(new QSpinBox(this))
    , m_threads(new QSpinBox(this))
    , m_notifies(new QCheckBox(tr("&Tell the desktop when a long job has ended"), this))
    , m_notice(new QLabel(this))
{
    setWindowTitle(tr("Preferences"));
    m_language->addItem(tr("The desktop's"), QString());
    for (const Language& language : languages())
        m_language->addItem(language.name, language.code);
    m_language->setCurrentIndex(std::max(0, m_language->findData(preferences.language)));
    m_theme->addItems({ tr("The desktop's"), tr("Light"), tr("Dark") });
    m_theme->setCurrentIndex(static_cast<int>(preferences.theme));
    m_series->addItems({ tr("Okabe and Ito"), tr("Tol, bright"), tr("One ink, told apart by markers and dashes") });
    m_series->setCurrentIndex(static_cast<int>(preferences.series));
    m_depthMap->addItems({ tr("Viridis"), tr("Cividis") });
    m_depthMap->setCurrentIndex(static_cast<int>(preferences.depthMap));
    m_draws->setRange(20, 1'000'000);
    m_draws->setSingleStep(500);
    m_draws->setGroupSeparatorShown(true);
    m_draws->setValue(preferences.draws);
    m_threads->setRange(0, 1024);
    m_threads->setSpecialValueText(tr("One for each of the %n core(s)", nullptr, QThread::idealThreadCount()));
    m_threads->setValue(preferences.threads);
    m_notifies->setChecked(preferences.notifies);
    m_notifies->setToolTip(tr("Only for jobs of more than 20 seconds, and only while this window is not in front"));

    auto* form = new QFormLayout;
    addRow(form, tr("&Language:"), m_language, tr("Of menus, views and messages, and of how numbers are written"));
    addRow(form, tr("T&heme:"), m_theme, tr("Light or dark; figures for papers are always on white"));
    addRow(form, tr("&Series colours:"), m_series, tr("Of runs in plots on screen, fit for colour-blind readers; a figure for paper has its own choice"));
    addRow(form, tr("&Depth colours:"), m_depthMap, tr("For exit layers, early to late; both are fit for colour-blind readers"));
    addRow(form, tr("&Bootstrap draws:"), m_draws, tr("For bands and intervals: more draws, steadier ends, longer waits"));
    addRow(form, tr("&Worker threads:"), m_threads, tr("How many cores computing may take"));
    form->addRow(m_notifies);
    m_notice->setWordWrap(true);
    m_notice->setTextFormat(Qt::PlainText);

    auto* buttons = new QDialogButtonBox(
        QDialogButtonBox::Ok | QDialogButtonBox::Apply | QDialogButtonBox::Cancel, this);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_notice);
    layout->addStretch();
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(this->preferences());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons->button(QDialogButtonBox::Apply), &QPushButton::clicked, this,
        [this] { Q_EMIT chosen(this->preferences()); });
    connect(m_language, &QComboBox::currentIndexChanged, this, &PreferencesDialog::updateNotice);
    updateNotice();
}

void PreferencesDialog::addRow(QFormLayout* form, const QString& label, QWidget* field, const QString& help)
{
    field->setToolTip(help);
    field->setWhatsThis(help);
    field->setAccessibleDescription(help);
    form->addRow(label, field);
}

Preferences PreferencesDialog::preferences() const
{
    Preferences preferences = m_before; // with what is not chosen here
    preferences.language = m_language->currentData().toString();
    preferences.theme = static_cast<widgets::Theme>(m_theme->currentIndex());
    preferences.depthMap = static_cast<widgets::DepthMap>(m_depthMap->currentIndex());
    preferences.series = static_cast<widgets::SeriesPalette>(m_series->currentIndex());
    preferences.draws = m_draws->value();
    preferences.threads = m_threads->value();
    preferences.notifies = m_notifies->isChecked();
    return preferences;
}

void PreferencesDialog::updateNotice()
{
    const Preferences now = preferences();
    const bool isLater = now.language != m_before.language;
    m_notice->setText(isLater ? tr("The language changes when Exitscope is started again.") : QString());
}

} // namespace exitscope::app
