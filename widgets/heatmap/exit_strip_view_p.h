#pragma once

#include "widgets/heatmap/exit_strip_view.h"
#include "widgets/heatmap/strip_header.h"

#include <QAccessible>
#include <QCache>
#include <QHash>
#include <QLocale>
#include <QScrollBar>

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::widgets {

/// The state behind an ExitStripView: what is laid out, where it is, what is chosen. Events are the view's.
struct ExitStripView::Private
{
    explicit Private(ExitStripView* owner)
        : view(owner)
        , header(new StripHeader(owner, look, source))
    {
    }

    [[nodiscard]] int count() const { return source ? source->count() : 0; }

    const StripRow& row(int index)
    {
        if (const StripRow* known = rows.object(index))
            return *known;
        rows.insert(index, new StripRow(laidOut(source->item(index), look.geometry, view->font(), options.find)));
        return *rows.object(index);
    }

    void relayout()
    {
        rows.clear();
        drawn.clear();
        const int exits = source ? source->exits() : 0;
        look.geometry = StripGeometry(view->fontMetrics(), view->viewport()->width(), exits, options.showsNumbers,
            source && source->hasLens());
        look.numbers = numberFont(view->font());
        look.showsAgreement = options.showsAgreement;
        look.palette = view->palette();
        look.colors = depthSteps(map, exits, depthRangeOn(map, look.palette.color(QPalette::Base)));
        slackRange = depthRangeOn(slackMap, look.palette.color(QPalette::Base));
        const int headerHeight = view->fontMetrics().height() * 3 / 2;
        view->setViewportMargins(0, headerHeight, 0, 0);
        header->setGeometry(view->viewport()->x(), view->viewport()->y() - headerHeight, view->viewport()->width(),
            headerHeight);
        updateScrollBar();
        header->update();
        view->viewport()->update();
    }

    void updateScrollBar() const
    {
        QScrollBar* bar = view->verticalScrollBar();
        const qint64 height = qint64(count()) * look.geometry.rowHeight - view->viewport()->height();
        bar->setRange(0, static_cast<int>(std::clamp<qint64>(height, 0, std::numeric_limits<int>::max())));
        bar->setSingleStep(look.geometry.rowHeight);
        bar->setPageStep(std::max(1, view->viewport()->height() - look.geometry.rowHeight));
    }

    [[nodiscard]] StripPainter::RowState stateOf(int row) const
    {
        const auto bounded = [last = std::max(0, source->exits() - 1)](int exit) { return std::clamp(exit, 0, last); };
        StripPainter::RowState state;
        state.exit = bounded(source->exitOf(row));
        state.layer = source->layer(state.exit);
        state.prediction = source->predictionText(row, state.exit);
        state.lens = source->lens(row);
        if (state.lens.lens != Lens::NotPinned)
            state.layerB = source->layer(bounded(state.lens.exitB));
        if (options.layer == HeatLayer::Lens && source->hasLens())
            state.color = lensColor(state.lens.lens);
        else if (options.layer == HeatLayer::Slack)
            state.color = slackColor(source->slack(row), slackRange);
        state.isSelected = chosen[static_cast<std::size_t>(row)];
        state.isCurrent = row == current;
        state.isHovered = row == hovered;
        state.hasFocus = view->hasFocus();
        return state;
    }

    /// What a row looks like on the screen.
    void remember(int row, const StripPainter::RowState& state)
    {
        if (drawn.size() > 4 * view->visibleRows() + 64)
            drawn.clear(); // of rows that were scrolled by
        drawn[row] = state;
    }

    /// A step of a dragged threshold moves a few of the rows in sight: only these are drawn again.
    void updateChangedRows()
    {
        const int first = view->firstVisibleRow();
        for (int row = first; row < first + view->visibleRows(); ++row)
            if (const auto known = drawn.constFind(row); known == drawn.cend() || *known != stateOf(row))
                view->viewport()->update(rowRect(row));
    }

    [[nodiscard]] QRect rowRect(int index) const
    {
        const qint64 top = qint64(index) * look.geometry.rowHeight - view->verticalScrollBar()->value();
        return QRect(0, static_cast<int>(top), view->viewport()->width(), look.geometry.rowHeight);
    }

    void scrollTo(int index) const
    {
        QScrollBar* bar = view->verticalScrollBar();
        const qint64 top = qint64(index) * look.geometry.rowHeight;
        const qint64 bottom = top + look.geometry.rowHeight - view->viewport()->height();
        if (bar->value() > top)
            bar->setValue(static_cast<int>(top));
        else if (bar->value() < bottom)
            bar->setValue(static_cast<int>(std::min<qint64>(bottom, bar->maximum())));
    }

    void select(int from, int to, bool isKept)
    {
        if (!isKept)
            std::fill(chosen.begin(), chosen.end(), false);
        for (int index = std::min(from, to); index <= std::max(from, to); ++index)
            chosen[static_cast<std::size_t>(index)] = true;
    }

    /// The person went to `index`; with Shift the selection stretches, with Control it toggles.
    void goTo(int index, Qt::KeyboardModifiers modifiers)
    {
        if (count() == 0)
            return;
        index = std::clamp(index, 0, count() - 1);
        const auto place = static_cast<std::size_t>(index);
        if (modifiers.testFlag(Qt::ShiftModifier) && anchor >= 0)
            select(anchor, index, modifiers.testFlag(Qt::ControlModifier));
        else if (modifiers.testFlag(Qt::ControlModifier)) {
            chosen[place] = !chosen[place];
            anchor = index;
        } else {
            select(index, index, false);
            anchor = index;
        }
        const bool isNew = current != index;
        current = index;
        scrollTo(index);
        view->viewport()->update();
        if (isNew) {
            describe();
            Q_EMIT view->currentRowChanged(index);
        }
        Q_EMIT view->selectionChanged(view->selectedRows());
    }

    [[nodiscard]] QString cellText(int index, int exit)
    {
        const ExitStrip& strip = row(index).strip;
        const auto place = static_cast<std::size_t>(exit);
        QStringList parts { ExitStripView::tr("Layer %1: %2")
                                .arg(view->locale().toString(source->layer(exit)), source->predictionText(index, exit)) };
        if (place < strip.confidence.size() && std::isfinite(strip.confidence[place]))
            parts << ExitStripView::tr("confidence %1 %").arg(
                view->locale().toString(100.0 * double(strip.confidence[place]), 'f', 1));
        if (place < strip.verdict.size() && strip.verdict[place] == Verdict::Right)
            parts << ExitStripView::tr("right");
        if (place < strip.verdict.size() && strip.verdict[place] == Verdict::Wrong)
            parts << ExitStripView::tr("wrong");
        if (exit + 1 < source->exits() && strip.agrees(exit))
            parts << ExitStripView::tr("agrees with the full model");
        if (exit == source->exitOf(index))
            parts << ExitStripView::tr("leaves here");
        if (const LensMark mark = source->lens(index); mark.lens != Lens::NotPinned && exit == source->exitOf(index))
            parts << lensText(mark, view->locale().toString(source->layer(std::max(0, mark.exitB))));
        return parts.join(QStringLiteral(", "));
    }

    void describe()
    {
        if (current < 0 || current >= count())
            return;
        view->setAccessibleDescription(
            cellText(current, source->exitOf(current)) + QStringLiteral(". ") + row(current).strip.text);
        QAccessibleEvent event(view, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }

    void setHovered(int index)
    {
        if (index == hovered)
            return;
        hovered = index;
        view->viewport()->update();
        Q_EMIT view->rowHovered(index);
    }

    ExitStripView* view;
    std::shared_ptr<const ExitStripSource> source;
    StripPainter look;
    StripHeader* header;
    DepthMap map = DepthMap::Viridis;
    DepthRange slackRange; ///< that stands out from the base
    StripOptions options;
    QString emptyText;
    QCache<int, StripRow> rows { 400 }; ///< several screens
    QHash<int, StripPainter::RowState> drawn; ///< as the rows in sight were drawn last
    std::vector<bool> chosen;
    int current = -1;
    int anchor = -1;
    int hovered = -1;
};

} // namespace exitscope::widgets
