#include "app/dialogs/about_dialog.h"

#include "core/engine/loader/loaded.h"
#include "core/versions.h"
#include "widgets/plot/plot_library.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

namespace exitscope::app {

QString versionsText()
{
    QStringList lines { QStringLiteral("Exitscope ") + QApplication::applicationVersion(),
        QStringLiteral("Qt ") + QLatin1String(qVersion()), QStringLiteral("QCustomPlot ") + widgets::plotLibraryVersion() };
    for (const std::string& line : libraryVersions())
        lines << QString::fromStdString(line);
    if (const std::string engine = engine::loadedEngine(); !engine.empty())
        lines << QString::fromStdString(engine);
    else
        lines << QStringLiteral("LibTorch: not loaded");
    lines << QSysInfo::prettyProductName() + u' ' + QSysInfo::currentCpuArchitecture();
    return lines.join(u'\n');
}

AboutDialog::AboutDialog(QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Exitscope"));
    auto* words = new QLabel(tr("<h3>Exitscope %1</h3><p>How deep must each input travel through the network before the answer is "
                                "good enough, and what does stopping there buy?</p><p>Free software under the GNU General Public "
                                "License, version 3 or later.</p>")
                                 .arg(QApplication::applicationVersion()),
        this);
    words->setWordWrap(true);
    words->setTextFormat(Qt::RichText);
    auto* versions = new QPlainTextEdit(versionsText(), this);
    versions->setReadOnly(true);
    versions->setTabChangesFocus(true);
    versions->setAccessibleName(tr("Versions"));
    versions->setMinimumHeight(9 * fontMetrics().height());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* copy = buttons->addButton(tr("C&opy the versions"), QDialogButtonBox::ActionRole);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(words);
    layout->addWidget(versions);
    layout->addWidget(buttons);
    resize(60 * fontMetrics().averageCharWidth(), 24 * fontMetrics().height());
    connect(copy, &QPushButton::clicked, this, [] { QApplication::clipboard()->setText(versionsText()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace exitscope::app
