#include "core/examples/arrangement.h"
#include "core/examples/radix_order.h"
#include "core/examples/unit_rows.h"
#include "tests/core/examples/example_columns.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <numeric>

using namespace exitscope;
using examples::Column;
using examples::Filter;
using examples::UnitColumns;

class ArrangementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sortsAsItsCellsDo_data()
    {
        QTest::addColumn<int>("column");
        for (int column = 0; column < examples::columnCount; ++column)
            QTest::newRow(examples::keyOf(static_cast<Column>(column)).data()) << column;
    }

    void sortsAsItsCellsDo()
    {
        QFETCH(int, column);
        const auto columns = test::columnsOf(test::reviews(600), "entropy:threshold=0.7");
        const auto cellIndex = column + (column > static_cast<int>(Column::Slack) ? 2 : 0); // two cells follow the slack's
        for (const bool isDescending : { false, true }) {
            const auto arrangement
                = examples::arrange(columns, Filter::parse("length>10"), { static_cast<Column>(column), isDescending });
            std::vector<std::uint32_t> expected;
            for (std::uint32_t unit = 0; unit < 600; ++unit)
                if (columns.length(unit) > 10)
                    expected.push_back(unit);
            std::stable_sort(expected.begin(), expected.end(), [&](std::uint32_t a, std::uint32_t b) {
                return isBefore(columns, static_cast<Column>(column), examples::rowOf(columns, a)[static_cast<std::size_t>(cellIndex)],
                    examples::rowOf(columns, b)[static_cast<std::size_t>(cellIndex)], isDescending);
            });
            QCOMPARE(arrangement->units, expected);
            for (std::uint32_t unit = 0; unit < 600; ++unit) {
                const auto row = arrangement->rows[unit];
                QCOMPARE(row == examples::Arrangement::noRow, columns.length(unit) <= 10);
                if (row != examples::Arrangement::noRow)
                    QCOMPARE(arrangement->units[row], unit);
            }
        }
    }

    void longTextsThatBeginAlike()
    {
        std::mt19937 random(5);
        trace::Trace::Arrays a;
        a.exitLayer = { 1 };
        a.textOffset.push_back(0);
        std::vector<std::string> texts;
        for (int unit = 0; unit < 6000; ++unit) {
            std::string text(random() % 40, random() % 2 == 0 ? 'x' : 'X');
            if (random() % 3 == 0)
                text += std::to_string(random() % 50);
            a.text.insert(a.text.end(), text.begin(), text.end());
            a.textOffset.push_back(static_cast<std::int64_t>(a.text.size()));
            a.logits.push_back(0);
            for (char& c : text)
                c = c == 'X' ? 'x' : c;
            texts.push_back(std::move(text));
        }
        const auto columns = test::columnsOf(trace::Trace::fromArrays(std::move(a), 1, {}), "fixed:layer=1");
        for (const bool isDescending : { false, true }) {
            std::vector<std::uint32_t> expected(texts.size());
            std::iota(expected.begin(), expected.end(), 0U);
            std::stable_sort(expected.begin(), expected.end(), [&](std::uint32_t x, std::uint32_t y) {
                if (texts[x].empty() || texts[y].empty())
                    return !texts[x].empty() && texts[y].empty();
                return isDescending ? texts[x] > texts[y] : texts[x] < texts[y];
            });
            QCOMPARE(examples::arrange(columns, {}, { Column::Text, isDescending })->units, expected);
        }
    }

    void radixKeepsTheOrderOfEqualKeys()
    {
        std::mt19937_64 random(1);
        for (const std::uint64_t mask : { 0xfULL, 0xffffffffffffffffULL, 0xff00000000000000ULL, 0ULL }) {
            std::vector<examples::Keyed<std::uint64_t>> items;
            for (std::uint32_t i = 0; i < 3000; ++i)
                items.push_back({ random() & mask, i });
            auto expected = items;
            std::stable_sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
            QVERIFY(examples::radixSort(items));
            for (std::size_t i = 0; i < items.size(); ++i)
                QCOMPARE(items[i].unit, expected[i].unit);
        }
        const float infinity = std::numeric_limits<float>::infinity();
        const float ascending[] = { -infinity, -2, -1e-40F, 0, 1e-40F, 1, infinity };
        for (std::size_t i = 1; i < std::size(ascending); ++i)
            QVERIFY(examples::floatKey(ascending[i - 1]) < examples::floatKey(ascending[i]));
        QCOMPARE(examples::floatKey(-0.0F), examples::floatKey(0.0F));
        QVERIFY(examples::floatKey(infinity) < examples::floatKey(std::nanf("")));
    }

    void columnsHaveNames()
    {
        for (int column = 0; column < examples::columnCount; ++column)
            QCOMPARE(static_cast<int>(examples::columnNamed(examples::keyOf(static_cast<Column>(column)))), column);
        try {
            examples::columnNamed("confidense");
            QFAIL("was taken");
        } catch (const InputError& error) {
            QVERIFY(std::string_view(error.what()).find("did you mean confidence?") != std::string_view::npos);
        }
    }

    void knowsWhatAMoveMakesStale()
    {
        QVERIFY(!examples::dependsOnPoint(Filter::parse("film overthinks tag:a"), {}));
        QVERIFY(examples::dependsOnPoint(Filter::parse("film or -(exit>3)"), {}));
        QVERIFY(examples::dependsOnPoint(Filter {}, { Column::Slack, false }));
        QVERIFY(!examples::dependsOnPoint(Filter {}, { Column::Text, true }));
    }

    void csvReadsBack()
    {
        const auto columns = test::columnsOf(test::reviews(2500), "entropy:threshold=0.7");
        const auto arrangement = examples::arrange(columns, Filter {}, { Column::Slack, true });
        std::string csv;
        QVERIFY(examples::writeCsv(columns, arrangement->units, [&](std::string_view text) { csv += text; }));
        const auto lines = QByteArray::fromStdString(csv).split('\n');
        QCOMPARE(lines.size(), qsizetype { 2502 });
        QCOMPARE(lines[0],
            QByteArray("number,text,label,prediction,full,exit,confidence,correct,overthinks,agrees,slack,slack_exit,"
                       "slack_effect,length,tag"));
        for (std::size_t row = 0; row < 2500; ++row) {
            const auto cells = lines[static_cast<qsizetype>(row) + 1].split(',');
            const auto unit = arrangement->units[row];
            QCOMPARE(cells.size(), qsizetype { 15 });
            QCOMPARE(cells[0].toUInt(), unit + 1);
            QCOMPARE(cells[6].toFloat(), columns.confidence(unit));
            QCOMPARE(cells[10].isEmpty(), !columns.slack(unit).nearest().exists());
        }
    }

    void jsonSaysBothWays()
    {
        const auto columns = test::columnsOf(test::reviews(50), "entropy:threshold=0.7");
        int both = 0;
        for (std::int64_t unit = 0; unit < 50; ++unit) {
            const auto json = examples::rowJson(columns, unit);
            const auto slack = columns.slack(unit);
            QCOMPARE(json.at("slack").at("later").is_null(), !slack.later.exists());
            if (!slack.earlier.exists() || !slack.later.exists())
                continue;
            ++both;
            QVERIFY(json.at("slack").at("earlier").at("distance").get<double>() > 0);
            QVERIFY(json.at("slack").at("later").at("distance").get<double>() <= 0);
            QVERIFY(json.at("slack").at("earlier").at("exit").get<int>() < json.at("exit").get<int>());
            QCOMPARE(static_cast<float>(json.at("slack").at("later").at("threshold").get<double>()), slack.later.threshold);
        }
        QVERIFY(both > 0);
    }

private:
    /// What has no value comes last either way; numbers by value (slack by its size), words without case.
    static bool isBefore(
        const UnitColumns&, Column column, const std::string& a, const std::string& b, bool isDescending)
    {
        if (a.empty() || b.empty())
            return !a.empty();
        const bool isNumber = column == Column::Number || column == Column::Exit || column == Column::Confidence
            || column == Column::Slack || column == Column::Length;
        const QString x = QString::fromStdString(a), y = QString::fromStdString(b);
        if (isNumber)
            return isDescending ? std::abs(x.toDouble()) > std::abs(y.toDouble()) : std::abs(x.toDouble()) < std::abs(y.toDouble());
        const auto low = [](std::string text) {
            for (char& c : text)
                c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
            return text;
        };
        return isDescending ? low(a) > low(b) : low(a) < low(b);
    }
};

QTEST_GUILESS_MAIN(ArrangementTest)
#include "tst_arrangement.moc"
