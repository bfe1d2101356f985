#pragma once

#include "app/main_window.h"
#include "app/views/generate_form.h"
#include "app/views/generate_view.h"
#include "app/views/plot_panel.h"
#include "app/views/rule_form.h"
#include "tests/engine/support/byte_tokenizer.h"
#include "tests/engine/support/naive_decoder.h"
#include "widgets/plot/plot_view.h"

#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

namespace exitscope::test {

inline QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A small GPT-2 in a folder, and a window that has nothing else.
struct Shown
{
    QTemporaryDir folder;
    std::unique_ptr<app::MainWindow> window;
    app::GenerateView* view = nullptr;

    Shown()
    {
        writeModel("gpt2", fakeGpt2({ .vocabulary = 257 }));
        open();
    }
    QString path(const char* name) const { return folder.filePath(QString::fromLatin1(name)); }
    void writeModel(const char* name, const FakeCheckpoint& fake) const
    {
        fake.write(path(name).toStdString());
        writeByteTokenizer(path(name).toStdString());
    }
    void open()
    {
        window = std::make_unique<app::MainWindow>();
        window->resize(1280, 800);
        window->show();
        view = window->findChild<app::GenerateView*>();
        window->showView(view);
    }
    template <typename Box> Box* named(const QString& name) const
    {
        for (auto* one : view->findChildren<Box*>())
            if (one->accessibleName() == name)
                return one;
        return nullptr;
    }
    app::GenerateForm* form() const { return view->findChild<app::GenerateForm*>(); }
    app::RuleForm* rules() const { return view->findChild<app::RuleForm*>(); }
    const widgets::PlotModel& plot(const char* name) const
    {
        return shownPlot(name)->model();
    }
    widgets::PlotView* shownPlot(const char* name) const
    {
        return view->findChild<app::PlotPanel*>(QLatin1String(name))->plot();
    }
    QPlainTextEdit* prompt() const { return named<QPlainTextEdit>(QStringLiteral("Prompt")); }
    void drop(const QStringList& paths, QWidget* target) const
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& one : paths)
            urls << QUrl::fromLocalFile(one);
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &enter);
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &drop);
    }
    void setRule(const char* text) const { rules()->setRule(calm::parseGenerationRule(text)); }
    /// False where it does not become possible in time.
    bool write() const
    {
        if (!QTest::qWaitFor([this] { return view->writeAction()->isEnabled(); }))
            return false;
        QSignalSpy written(view, &app::GenerateView::wrote);
        view->writeAction()->trigger();
        return QTest::qWaitFor([&] { return written.count() > 0; }, 30'000);
    }
    const engine::GenerationRun& run() const { return view->texts()->report.run; }
    bool says(const QString& part) const
    {
        const auto labels = view->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
            [&](const QLabel* label) { return label->isVisibleTo(view) && label->text().contains(part); });
    }
};

} // namespace exitscope::test
