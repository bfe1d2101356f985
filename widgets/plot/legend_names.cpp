#include "widgets/plot/legend_names.h"

#include <algorithm>
#include <map>
#include <set>

namespace exitscope::widgets {

namespace {

/// The part of a name in which it differs from the others: [from, to).
struct Distinct
{
    qsizetype from = 0;
    qsizetype to = 0;
};

bool isPartOfWord(QChar letter)
{
    return letter.isLetterOrNumber() || letter == u'.' || letter.isSurrogate() || letter.isMark();
}

/// What all names start with and end with, both back to where a word ends.
std::pair<qsizetype, qsizetype> sharedEnds(const std::vector<QString>& names)
{
    const QString& first = names.front();
    qsizetype start = first.size();
    qsizetype end = first.size();
    for (const QString& name : names) {
        const auto most = std::min(first.size(), name.size());
        const auto differs = std::mismatch(first.cbegin(), first.cbegin() + most, name.cbegin());
        start = std::min<qsizetype>(start, differs.first - first.cbegin());
        const auto differsBack = std::mismatch(first.crbegin(), first.crbegin() + most, name.crbegin());
        end = std::min<qsizetype>(end, differsBack.first - first.crbegin());
    }
    while (start > 0 && isPartOfWord(first[start - 1]))
        --start;
    while (end > 0 && isPartOfWord(first[first.size() - end]))
        --end;
    return { start, end };
}

/// Of a name that is too wide, what fits into `room`.
QString shortened(const QString& name, Distinct distinct, const QFontMetricsF& metrics, double room)
{
    if (metrics.horizontalAdvance(name) <= room)
        return name;
    if (distinct.from == 0 && distinct.to == name.size())
        return metrics.elidedText(name, Qt::ElideMiddle, room);
    const auto cut = [&metrics](const QString& text, double width) {
        return metrics.horizontalAdvance(text) <= width ? text : metrics.elidedText(text, Qt::ElideMiddle, width);
    };
    const QString head = name.left(distinct.from);
    const QString tail = name.mid(distinct.to);
    const double sides = metrics.horizontalAdvance(head) + metrics.horizontalAdvance(tail);
    // Something of the shared part stays, to recognise the name by.
    const double least = std::min(sides, room / 4);
    const QString middle = cut(name.mid(distinct.from, distinct.to - distinct.from), room - least);
    const double rest = room - metrics.horizontalAdvance(middle);
    const double headRoom = std::max(rest / 2, rest - metrics.horizontalAdvance(tail));
    const QString start = cut(head, headRoom);
    return start + middle + cut(tail, rest - metrics.horizontalAdvance(start));
}

enum class Break { AfterWords, Anywhere };

/// Where a reader takes a break for granted: after blanks and separators, and between letters that are words by themselves
/// (Han). A hyphen in front of a digit is a minus.
bool isBetweenWords(QChar before, QChar after)
{
    if (before == u'-')
        return after.isLetter();
    return QStringView(u" /_,:;|…").contains(before)
        || (before.script() == QChar::Script_Han && after.script() == QChar::Script_Han);
}

/// On two lines that both fit, as even as possible; empty where no break serves.
QString onTwoLines(const QString& text, const QFontMetricsF& metrics, double width, Break kind)
{
    QString best;
    double bestWidth = width;
    for (qsizetype at = 1; at < text.size(); ++at) {
        if (kind == Break::AfterWords ? !isBetweenWords(text[at - 1], text[at]) : text[at].isLowSurrogate() || text[at].isMark())
            continue;
        const QString first = text.left(at).trimmed();
        const QString second = text.mid(at).trimmed();
        const double wider = std::max(metrics.horizontalAdvance(first), metrics.horizontalAdvance(second));
        if (wider > bestWidth || first.isEmpty() || second.isEmpty())
            continue;
        bestWidth = wider;
        best = first + u'\n' + second;
    }
    return best;
}

QString fitted(const QString& name, Distinct distinct, const QFontMetricsF& metrics, double width, int lines)
{
    if (metrics.horizontalAdvance(name) <= width)
        return name;
    if (lines > 1)
        for (const Break kind : { Break::AfterWords, Break::Anywhere })
            // Two lines hold less than twice one line: a break is not everywhere.
            for (double room = 2 * width; room > 1.25 * width; room -= width / 8)
                if (const QString both = onTwoLines(shortened(name, distinct, metrics, room), metrics, width, kind);
                    !both.isEmpty())
                    return both;
    return shortened(name, distinct, metrics, width);
}

} // namespace

std::vector<QString> fittedNames(
    const std::vector<QString>& names, const QFontMetricsF& metrics, double width, int lines)
{
    std::vector<QString> result;
    if (names.empty())
        return result;
    // What fits tells itself apart; only what must be shortened is held against its like.
    std::set<QString> different;
    for (const QString& name : names)
        if (metrics.horizontalAdvance(name) > width)
            different.insert(name);
    const auto [start, end] = different.size() > 1 ? sharedEnds({ different.begin(), different.end() })
                                                   : std::pair<qsizetype, qsizetype>();
    for (const QString& name : names)
        result.push_back(fitted(name, { start, std::max(start, name.size() - end) }, metrics, width, lines));
    // Some that differ may have lost just that: among themselves they share more.
    std::map<QString, std::vector<std::size_t>> alike;
    for (std::size_t place = 0; place < names.size(); ++place)
        alike[result[place]].push_back(place);
    for (const auto& [text, places] : alike) {
        std::vector<QString> some;
        for (const std::size_t place : places)
            some.push_back(names[place]);
        const std::set<QString> kinds(some.begin(), some.end());
        if (kinds.size() < 2 || kinds.size() >= different.size())
            continue;
        const auto again = fittedNames(some, metrics, width, lines);
        for (std::size_t place = 0; place < places.size(); ++place)
            result[places[place]] = again[place];
    }
    return result;
}

} // namespace exitscope::widgets
