#include "app/dialogs/export_dialog.h"
#include "app/dialogs/figure_look_form.h"
#include "app/dialogs/figure_preview.h"
#include "app/plots/figure_recipe.h"
#include "app/plots/figure_set.h"
#include "app/plots/plot_text.h"
#include "app/session/figure_words.h"
#include "core/error.h"
#include "core/figure/figure_file.h"
#include "tests/app/cli/program.h"
#include "tests/app/figure_fixture.h"

#include <QPainter>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QSvgRenderer>
#include <QTest>
#include <QTranslator>

#include <csignal>
#include <sys/resource.h>

using namespace exitscope;
using namespace exitscope::app;
using test::runLine;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestExportDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeTest"));
        QLocale::setDefault(QLocale::c());
    }

    void init() { QSettings().clear(); }

    void commandMakesTheSameBytes_data()
    {
        QTest::addColumn<QJsonObject>("look");
        QTest::addColumn<bool>("fromStore");
        for (const bool fromStore : { true, false }) {
            const char* from = fromStore ? "store" : "record";
            for (const char* format : { "pdf", "svg", "png", "csv", "tex" })
                QTest::addRow("%s %s", from, format)
                    << QJsonObject { { "format", QLatin1StringView(format) } } << fromStore;
            QTest::addRow("%s everything", from)
                << QJsonObject { { "format", "svg" }, { "preset", "acl-wide" }, { "unit", "cm" }, { "width", 330.7 },
                       { "height", 150 }, { "font", "DejaVu Sans" }, { "font_size", 9.5 }, { "line", 1.75 },
                       { "marker", 5.5 }, { "legend", "right" }, { "palette", "tol-bright" }, { "depth", "cividis" },
                       { "grey", false }, { "outlines", true } }
                << fromStore;
            for (const char* language : { "zh_CN", "vi" })
                for (const char* format : { "pdf", "svg", "png", "csv", "tex" })
                    QTest::addRow("%s %s %s", from, format, language)
                        << QJsonObject { { "format", QLatin1StringView(format) }, { "language", QLatin1StringView(language) } }
                        << fromStore;
            QTest::addRow("%s grey ink", from) << QJsonObject { { "format", "png" }, { "preset", "slide" }, { "dpi", 110 },
                { "palette", "ink" }, { "grey", true } } << fromStore;
        }
    }

    void commandMakesTheSameBytes()
    {
        QFETCH(QJsonObject, look);
        QFETCH(bool, fromStore);
        const QString extension = look.value("format").toString();
        ExportDialog dialog(m_make, fromStore ? std::optional(m_request) : std::nullopt, QStringLiteral("figure"));
        dialog.form().restore(look);
        const QString saved = m_run.folder.filePath(QStringLiteral("it's a figure.") + extension);
        dialog.saveTo(saved);
        QTRY_VERIFY(!dialog.files().empty());
        const QByteArray bytes = contents(saved);
        QVERIFY(!bytes.isEmpty());
        if (!fromStore) { // the record is written when the command is copied
            const auto record = m_run.folder.filePath(QStringLiteral("it's a figure.figure"));
            const Figure figure = m_make(dialog.form().language());
            saveFiles({ { record.toStdString(), figureRecord(figure, specOf(FigureLook {}, figure)) } });
        }
        QVERIFY(QFile::remove(saved));
        QCOMPARE(runLine(dialog.command(saved)), 0);
        QVERIFY2(contents(saved) == bytes, qPrintable(dialog.command(saved)));
    }

    /// The preview is the drawing that the file has, at any zoom.
    void previewIsTheFile()
    {
        ExportDialog dialog(m_make, m_request, QStringLiteral("figure"));
        dialog.form().restore({ { "format", "svg" } });
        dialog.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));
        const QString saved = m_run.folder.filePath(QStringLiteral("seen.svg"));
        dialog.saveTo(saved);
        QTRY_VERIFY(!dialog.files().empty());
        for (const double zoom : { 100.0, 200.0 }) {
            QSignalSpy drawn(&dialog.preview(), &FigurePreview::drawn);
            dialog.preview().setZoom(zoom);
            QTRY_VERIFY(!drawn.isEmpty());
            const QImage seen = dialog.preview().image();
            QImage file(seen.size(), QImage::Format_RGB32);
            file.fill(Qt::white);
            QSvgRenderer renderer(contents(saved));
            QPainter painter(&file);
            painter.setRenderHint(QPainter::Antialiasing);
            renderer.render(&painter);
            painter.end();
            QImage plain = seen;
            plain.setDevicePixelRatio(1);
            QCOMPARE(plain, file);
        }
    }

    /// A window in another language makes the same file, says the same things elsewhere, and the file keeps its language.
    void wordsFollowTheChoiceAndNotTheWindow()
    {
        const auto inEveryLanguage = [this] {
            QList<QByteArray> files;
            for (const char* language : { "en", "zh_CN", "vi" })
                files << figureBytes(m_make(language), {}, widgets::FigureFormat::Svg, "a.svg").front().bytes;
            return files;
        };
        const auto before = inEveryLanguage();
        QVERIFY(before[0].contains(">full model</text>") && before[0].contains(">Accuracy</text>"));
        QVERIFY(before[1].contains("准确率") && !before[1].contains("full model"));
        QVERIFY(before[2].contains("Mô hình đầy đủ") || before[2].contains("mô hình đầy đủ"));
        int told = 0;
        QWidget window;
        window.installEventFilter(this);
        m_onLanguageChange = [&told] { ++told; };
        QTranslator vietnamese;
        QVERIFY(vietnamese.load(QStringLiteral(":/i18n/exitscope_vi")));
        QVERIFY(QCoreApplication::installTranslator(&vietnamese));
        FigureWords::prepare();
        QCoreApplication::processEvents();
        told = 0;
        QLocale::setDefault(QLocale(QStringLiteral("vi")));
        QCOMPARE(PlotText::tr("full model"), vietnamese.translate("PlotText", "full model"));
        const auto after = inEveryLanguage();
        QCOMPARE(PlotText::tr("full model"), vietnamese.translate("PlotText", "full model"));
        QCoreApplication::processEvents();
        QCOMPARE(told, 0); // no widget hears of it
        QLocale::setDefault(QLocale::c());
        QCoreApplication::removeTranslator(&vietnamese);
        m_onLanguageChange = {};
        for (int language = 0; language < 3; ++language)
            if (after[language] != before[language]) {
                qsizetype at = 0;
                while (after[language][at] == before[language][at])
                    ++at;
                QFAIL(qPrintable(QString::fromUtf8(before[language].mid(std::max<qsizetype>(0, at - 80), 160) + "\n---\n"
                    + after[language].mid(std::max<qsizetype>(0, at - 80), 160))));
            }

        const std::filesystem::path path = m_run.folder.filePath(QStringLiteral("zh.svg")).toStdString();
        saveFiles({ { path, before[1] } });
        const Figure again = recordedFigure(path);
        QCOMPARE(again.spec.language, QStringLiteral("zh_CN"));
        QCOMPARE(figureBytes(again, {}, widgets::FigureFormat::Svg, "a.svg").front().bytes, before[1]);
        FigureLook wide;
        wide.preset = "acl-wide";
        QCOMPARE(specOf(wide, again).language, QStringLiteral("zh_CN"));
        FigureLook other;
        other.language = "vi";
        QVERIFY_THROWS_EXCEPTION(InputError, (void)specOf(other, again));
        QVERIFY_THROWS_EXCEPTION(InputError, (void)m_make("de"));
        ExportDialog dialog([&again](const std::string&) { return again; }, std::nullopt, QStringLiteral("again"));
        QVERIFY(dialog.command(QStringLiteral("b.pdf")).contains(QLatin1String("--figure")));
        QVERIFY(!dialog.command(QStringLiteral("b.pdf")).contains(QLatin1String("--language")));
    }

    /// Letters that the chosen family lacks are embedded, and are text.
    void foreignWordsStayText_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("word");
        QTest::newRow("Chinese") << QStringLiteral("zh_CN") << QStringLiteral("准确率");
        QTest::newRow("Vietnamese") << QStringLiteral("vi") << QStringLiteral("đầy đủ");
    }

    void foreignWordsStayText()
    {
        QFETCH(QString, language);
        QFETCH(QString, word);
        if (QStandardPaths::findExecutable(QStringLiteral("pdffonts")).isEmpty())
            QSKIP("poppler-utils is not installed");
        if (language == u"zh_CN" && widgets::hanFamily(QStringLiteral("DejaVu Serif")).isEmpty())
            QSKIP("no font has Chinese letters");
        const std::filesystem::path path = m_run.folder.filePath(language + QStringLiteral(".pdf")).toStdString();
        saveFiles(figureBytes(m_make(language.toStdString()), {}, widgets::FigureFormat::Pdf, path));
        const auto output = [&path](const QString& program, const QStringList& more) {
            QProcess process;
            process.start(program, QStringList { QString::fromStdString(path.string()) } + more);
            return process.waitForFinished() ? QString::fromUtf8(process.readAllStandardOutput()) : QString();
        };
        const QString text = output(QStringLiteral("pdftotext"), { QStringLiteral("-raw"), QStringLiteral("-") });
        QVERIFY2(text.normalized(QString::NormalizationForm_C).contains(word), qPrintable(text));
        const QStringList fonts = output(QStringLiteral("pdffonts"), {}).split(u'\n', Qt::SkipEmptyParts).mid(2);
        QVERIFY(!fonts.isEmpty());
        for (const QString& font : fonts) // name, type, encoding, embedded, subset, unicode
            QVERIFY2(QRegularExpression(QStringLiteral(" yes +(yes|no) +yes +[0-9]")).match(font).hasMatch(), qPrintable(font));
    }

    void choicesAreRemembered()
    {
        {
            ExportDialog dialog(m_make, m_request, QStringLiteral("figure"));
            dialog.form().restore({ { "format", "png" }, { "preset", "cvpr" }, { "legend", "above" }, { "dpi", 222 } });
        }
        const ExportDialog again(m_make, m_request, QStringLiteral("figure"));
        const auto look = const_cast<ExportDialog&>(again).form().look();
        QCOMPARE(look.preset, std::string("cvpr"));
        QCOMPARE(look.legend, std::string("above"));
        QCOMPARE(look.dpi, 222.0);
    }

    /// A full disk: nothing under the final name, no leavings, one sentence with the file in it.
    void fullDisk()
    {
        const QString folder = m_run.folder.filePath(QStringLiteral("full"));
        QVERIFY(QDir().mkpath(folder));
        ExportDialog dialog(m_make, m_request, QStringLiteral("figure"));
        dialog.form().restore({ { "format", "tex" } });
        QString problem;
        connect(&dialog, &ExportDialog::problemShown, this, [&](const QString& text) { problem = text; });
        const auto before = std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit {};
        getrlimit(RLIMIT_FSIZE, &limit);
        const rlimit small { 256, limit.rlim_max };
        setrlimit(RLIMIT_FSIZE, &small);
        dialog.saveTo(folder + QStringLiteral("/figure.tex"));
        const bool isTold = QTest::qWaitFor([&] { return !problem.isEmpty(); });
        setrlimit(RLIMIT_FSIZE, &limit);
        std::signal(SIGXFSZ, before);
        QVERIFY(isTold);
        QVERIFY2(problem.startsWith(QLatin1String("Nothing was saved.")) && problem.contains(QLatin1String("figure.tex")),
            qPrintable(problem));
        QVERIFY(QDir(folder).isEmpty());
    }

    void figureRemembers_data()
    {
        QTest::addColumn<QString>("extension");
        for (const char* extension : { "pdf", "svg", "png" })
            QTest::newRow(extension) << QString::fromLatin1(extension);
    }

    void figureRemembers()
    {
        QFETCH(QString, extension);
        const auto format = *widgets::figureFormat(extension);
        const std::filesystem::path path = m_run.folder.filePath(QStringLiteral("kept.") + extension).toStdString();
        saveFiles(figureBytes(m_figure, {}, format, path));
        const auto file = figure::readFigureFile(path);
        QVERIFY(file);
        QCOMPARE(QByteArray::fromStdString(file->csv), widgets::figureCsv(m_figure.model));
        const auto view = rememberedView(file->recipe);
        QCOMPARE(view.parts.plot, std::string("tradeoff"));
        QCOMPARE(view.runs.size(), std::size_t { 1 });
        QCOMPARE(view.runs.front().name, std::string("first & \"best\""));
        QVERIFY(!view.runs.front().uuid.empty());
        // Drawn again, it is the same file.
        const Figure again = recordedFigure(path);
        QCOMPARE(figureBytes(again, {}, format, path).front().bytes, contents(QString::fromStdString(path.string())));
        // Every cut and every changed byte is answered.
        const QByteArray bytes = contents(QString::fromStdString(path.string()));
        for (qsizetype at = 0; at < bytes.size(); at += 97) {
            QByteArray changed = bytes;
            changed[at] = static_cast<char>(changed[at] ^ 0x15);
            const std::filesystem::path damaged = m_run.folder.filePath(QStringLiteral("damaged")).toStdString();
            saveFiles({ { damaged, at % 2 == 0 ? changed : bytes.left(at) } });
            try {
                (void)recordedFigure(damaged);
            } catch (const InputError&) {
            }
        }
    }

    void aSetHasFiguresNumbersAndAMakefile()
    {
        const std::filesystem::path folder = m_run.folder.filePath(QStringLiteral("set")).toStdString();
        std::filesystem::create_directories(folder);
        const auto files
            = saveFiles(figureSet(folder, { { "a", m_figure, m_request }, { "b", m_figure, std::nullopt } }, {}, "svg"));
        QStringList names;
        for (const auto& file : files)
            names << QString::fromStdString(file.filename().string());
        names.sort();
        QCOMPARE(names, QStringList({ "Makefile", "a.csv", "a.svg", "b.csv", "b.figure", "b.svg" }));
        if (QStandardPaths::findExecutable(QStringLiteral("make")).isEmpty())
            QSKIP("make is not installed");
        const QString root = QString::fromStdString(folder.string());
        QMap<QString, QByteArray> before;
        for (const QString& name : names.filter(QRegularExpression("svg$|csv$"))) {
            before.insert(name, contents(root + u'/' + name));
            QVERIFY(QFile::remove(root + u'/' + name));
        }
        QCOMPARE(runLine(QStringLiteral("make -C '%1' EXITSCOPE='%2'").arg(root, QStringLiteral(EXITSCOPE_PROGRAM))), 0);
        for (auto file = before.cbegin(); file != before.cend(); ++file)
            QVERIFY2(contents(root + u'/' + file.key()) == file.value(), qPrintable(file.key()));
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::LanguageChange && m_onLanguageChange)
            m_onLanguageChange();
        return QObject::eventFilter(watched, event);
    }

private:
    test::StoredRun m_run;
    FigureRequest m_request = [this] {
        FigureRequest request;
        request.store = m_run.store.toStdString();
        request.runs = { 1 };
        request.plot = "tradeoff";
        request.tradeoff.xAxis = "mean-exit";
        request.tradeoff.references = { "full", "agree" };
        request.at = "entropy:threshold=0.3";
        request.xRange = std::pair(1.0, 5.5);
        return request;
    }();
    FigureMaker m_make = [this](const std::string& language) {
        FigureRequest request = m_request;
        request.look.language = language;
        return figureOf(request);
    };
    Figure m_figure = figureOf(m_request);
    std::function<void()> m_onLanguageChange;
};

QTEST_MAIN(TestExportDialog)
#include "tst_export_dialog.moc"
