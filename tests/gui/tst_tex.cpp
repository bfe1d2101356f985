#include "tests/gui/sample_plots.h"
#include "widgets/plot/figure_writer.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace exitscope::widgets;

/// What is exported for TeX goes through TeX, where there is one.
class TestTex final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void compilesWithItsCsv_data();
    void compilesWithItsCsv();

private:
    QTemporaryDir m_folder;
};

void TestTex::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdflatex")).isEmpty())
        QSKIP("pdflatex is not installed (texlive-latex-base texlive-latex-recommended texlive-pictures)");
    QProcess known;
    known.start(QStringLiteral("kpsewhich"), { QStringLiteral("pgfplots.sty") });
    if (!known.waitForFinished() || known.exitCode() != 0)
        QSKIP("pgfplots is not installed (texlive-pictures)");
}

void TestTex::compilesWithItsCsv_data()
{
    QTest::addColumn<PlotModel>("model");
    QTest::addColumn<LegendPlace>("legend");
    QTest::newRow("trade-off") << samples::tradeoff() << LegendPlace::Best;
    QTest::newRow("above") << samples::tradeoff() << LegendPlace::Above;
    QTest::newRow("layers") << samples::layers() << LegendPlace::Right;
    QTest::newRow("stacked") << samples::stackedLayers() << LegendPlace::TopLeft;
    QTest::newRow("cells") << samples::cellMap() << LegendPlace::None;
    QTest::newRow("logarithmic") << samples::logarithmic() << LegendPlace::BottomRight;
    PlotModel hostile = samples::layers();
    hostile.x.title = QStringLiteral("100 % of \\x_1 & {y}^2 ~ #$");
    hostile.series.front().name = QStringLiteral("a_b, \"c\" & 50 %");
    QTest::newRow("special characters") << hostile << LegendPlace::Above;
}

void TestTex::compilesWithItsCsv()
{
    QFETCH(PlotModel, model);
    QFETCH(LegendPlace, legend);
    FigureSpec spec;
    spec.legend = legend;
    const auto write = [this](const char* name, const QByteArray& bytes) {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    QVERIFY(write("figure.tex", figureTex(model, spec, QStringLiteral("figure.csv"))));
    QVERIFY(write("figure.csv", figureCsv(model)));
    QVERIFY(write("page.tex",
        "\\documentclass{article}\n\\usepackage{pgfplots}\n\\pgfplotsset{compat=1.17}\n\\usepgfplotslibrary{fillbetween}\n"
        "\\begin{document}\n\\input{figure.tex}\n\\end{document}\n"));
    QFile::remove(m_folder.filePath(QStringLiteral("page.pdf")));
    QProcess tex;
    tex.setWorkingDirectory(m_folder.path());
    tex.setProcessChannelMode(QProcess::MergedChannels);
    tex.start(QStringLiteral("pdflatex"),
        { QStringLiteral("-halt-on-error"), QStringLiteral("-interaction=nonstopmode"), QStringLiteral("page.tex") });
    QVERIFY(tex.waitForFinished(300'000));
    const QByteArray log = tex.readAll();
    QVERIFY2(tex.exitCode() == 0, log.right(2000).constData());
    QVERIFY(QFile::exists(m_folder.filePath(QStringLiteral("page.pdf"))));
    QVERIFY2(!log.contains("Missing character"), log.constData());
}

QTEST_MAIN(TestTex)
#include "tst_tex.moc"
