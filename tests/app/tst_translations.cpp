#include "app/session/languages.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace exitscope;

namespace {

struct Message
{
    QString context;
    QString source;
    QStringList forms; ///< one, or one for each plural form
    bool isPlural = false;
    bool isFinished = true;
};

Message readMessage(QXmlStreamReader& xml, const QString& context)
{
    Message message;
    message.context = context;
    message.isPlural = xml.attributes().value(QStringLiteral("numerus")) == u"yes";
    while (xml.readNextStartElement()) {
        if (xml.name() == u"source") {
            message.source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            message.isFinished = xml.attributes().value(QStringLiteral("type")) != u"unfinished";
            if (!message.isPlural) {
                message.forms << xml.readElementText(QXmlStreamReader::IncludeChildElements);
                continue;
            }
            while (xml.readNextStartElement())
                message.forms << xml.readElementText(QXmlStreamReader::IncludeChildElements);
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

/// Every message of a catalogue; fails the test where the file is no such thing.
std::vector<Message> readCatalogue(const QString& path, QString& problem)
{
    std::vector<Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        problem = path + QStringLiteral(" is missing");
        return messages;
    }
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"message")
            messages.push_back(readMessage(xml, context));
    }
    if (xml.hasError())
        problem = path + QStringLiteral(": ") + xml.errorString();
    return messages;
}

/// What must be the same in a text and its translation: places for values, and tags; sorted.
QStringList fixedParts(const QString& text, bool isPlural)
{
    static const QRegularExpression part(QStringLiteral("%L?\\d|%L?n|</?[a-z][^>]*>"));
    QStringList parts;
    for (auto match = part.globalMatch(text); match.hasNext();) {
        const QString found = match.next().captured();
        if (!isPlural || !found.endsWith(u'n') || !found.startsWith(u'%'))
            parts << found; // "one run" need not say %n
    }
    parts.sort();
    return parts;
}

QString mnemonicOf(const QString& text)
{
    static const QRegularExpression letter(QStringLiteral("(?<!&)&([^&\\s])"));
    return letter.match(text).captured(1).toLower();
}

QString catalogue(const QString& language)
{
    return QStringLiteral(EXITSCOPE_CATALOGUES "/exitscope_%1.ts").arg(language);
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCatalogueAgreesWithItsSource_data()
    {
        QTest::addColumn<QString>("language");
        for (const auto& language : app::languages())
            QTest::newRow(qPrintable(language.code)) << language.code;
    }

    void everyCatalogueAgreesWithItsSource()
    {
        QFETCH(QString, language);
        QString problem;
        const auto messages = readCatalogue(catalogue(language), problem);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QVERIFY2(messages.size() > (language == u"en" ? 5U : 200U), "the catalogue lacks strings: ninja update_translations");
        const qsizetype forms = language == u"en" ? 2 : 1;
        QStringList wrong;
        for (const Message& message : messages) {
            if (!message.isFinished)
                continue;
            if (message.isPlural && message.forms.size() != forms)
                wrong << message.context + QStringLiteral(", plural forms: ") + message.source;
            for (const QString& form : message.forms) {
                if (form.isEmpty())
                    wrong << message.context + QStringLiteral(", empty: ") + message.source;
                else if (fixedParts(form, message.isPlural) != fixedParts(message.source, message.isPlural))
                    wrong << message.context + QStringLiteral(": ") + message.source + QStringLiteral(" → ") + form;
                else if (mnemonicOf(message.source).isEmpty() != mnemonicOf(form).isEmpty())
                    wrong << message.context + QStringLiteral(", mnemonic: ") + message.source + QStringLiteral(" → ") + form;
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    /// A language is complete or it is not there: from its first finished string on, every other must be finished too.
    void aBegunTranslationIsComplete_data() { everyCatalogueAgreesWithItsSource_data(); }

    void aBegunTranslationIsComplete()
    {
        QFETCH(QString, language);
        QString problem;
        const auto messages = readCatalogue(catalogue(language), problem);
        QStringList unfinished;
        for (const Message& message : messages)
            if (!message.isFinished)
                unfinished << message.context + QStringLiteral(": ") + message.source;
        if (unfinished.size() == static_cast<qsizetype>(messages.size()))
            QSKIP("nothing is translated yet");
        QVERIFY2(unfinished.isEmpty(), qPrintable(unfinished.join(u'\n')));
    }

    void catalogueIsInTheProgram()
    {
        for (const auto& language : app::languages()) {
            QTranslator translator;
            QVERIFY2(translator.load(QLocale(language.code), QStringLiteral("exitscope"), QStringLiteral("_"),
                         QStringLiteral(":/i18n")),
                qPrintable(language.code));
        }
    }

    void englishCounts()
    {
        QTranslator translator;
        QVERIFY(translator.load(QStringLiteral(":/i18n/exitscope_en.qm")));
        const char* context = "exitscope::app::MainWindow";
        const char* source = "%n run(s) moved to the bin.";
        QCOMPARE(translator.translate(context, source, nullptr, 1), QStringLiteral("%n run moved to the bin."));
        QCOMPARE(translator.translate(context, source, nullptr, 5), QStringLiteral("%n runs moved to the bin."));
    }

    void theCheckSeesWhatIsWrong()
    {
        QVERIFY(fixedParts(QStringLiteral("%1 of %2"), false) != fixedParts(QStringLiteral("%1 / %1"), false));
        QVERIFY(fixedParts(QStringLiteral("<b>%1</b>"), false) != fixedParts(QStringLiteral("%1"), false));
        QCOMPARE(fixedParts(QStringLiteral("%n run(s) of %1"), true), fixedParts(QStringLiteral("one run of %1"), true));
        QCOMPARE(mnemonicOf(QStringLiteral("Save && &Quit")), QStringLiteral("q"));
    }
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
