#include "app/views/pane_heads.h"
#include "app/views/trace_paragraphs.h"
#include "app/views/tokens_view.h"
#include "app/views/unit_arranger.h"
#include "widgets/heatmap/depth_legend.h"
#include "widgets/heatmap/key_legend.h"

#include <QLabel>
#include <QLocale>
#include <QStackedWidget>

#include <array>

namespace exitscope::app {

void TokensView::showCount()
{
    if (!m_rows) {
        m_count->clear();
        return;
    }
    const QLocale locale;
    const int shown = m_rows->count();
    const auto all = m_rows->trace()->units();
    const QString some = locale.toString(shown);
    if (isText())
        m_count->setText(shown == all ? tr("%Ln token(s)", nullptr, shown)
                                      : tr("%1 of %Ln token(s)", nullptr, static_cast<int>(all)).arg(some));
    else
        m_count->setText(shown == all ? tr("%Ln sentence(s)", nullptr, shown)
                                      : tr("%1 of %Ln sentence(s)", nullptr, static_cast<int>(all)).arg(some));
}

void TokensView::showLegend()
{
    const auto layer = m_bar->options().layer;
    const bool isLens = layer == widgets::HeatLayer::Lens && m_a && m_b;
    const bool isSlack = layer == widgets::HeatLayer::Slack;
    m_legends->setCurrentWidget(isLens || isSlack ? static_cast<QWidget*>(m_lensLegend) : m_depthLegend);
    if (isSlack) {
        const auto range = widgets::depthRangeOn(widgets::slackMap, palette().color(QPalette::Base));
        m_lensLegend->setEntries({ { widgets::slackColor(0, range), {}, tr("leaves elsewhere at the least move") },
            { widgets::slackColor(0.5, range), {}, tr("between") },
            { widgets::slackColor(1, range), {}, tr("whatever the threshold") } });
        return;
    }
    if (!isLens)
        return;
    std::array<int, 4> counts {};
    for (std::size_t unit = 0; unit < m_a->exits.size(); ++unit) {
        const auto mark = lensOf(*m_a, *m_b, static_cast<std::int64_t>(unit));
        ++counts[static_cast<std::size_t>(mark.lens)];
        counts[0] += mark.isChanged ? 1 : 0;
    }
    const auto entry = [&](widgets::Lens lens, const QString& words) {
        return widgets::KeyLegend::Entry { widgets::lensColor(lens), widgets::lensSign({ lens, 0, false }),
            words.arg(QLocale().toString(counts[static_cast<std::size_t>(lens)])) };
    };
    m_lensLegend->setEntries({ entry(widgets::Lens::Same, tr("where B leaves: %1")),
        entry(widgets::Lens::Earlier, tr("earlier: %1")), entry(widgets::Lens::Later, tr("later: %1")),
        { palette().color(QPalette::Base), QStringLiteral("≠"), tr("another answer: %1").arg(QLocale().toString(counts[0])) } });
    m_lensLegend->setToolTip(tr("A, %1, beside B, %2").arg(m_heads->a().outcome()->rule, m_heads->b().outcome()->rule));
}

void TokensView::showFindNote()
{
    if (m_bar->words().isEmpty() || !m_rows || !m_arranger->table()) {
        m_bar->setFindNote({});
        return;
    }
    if (m_arranger->isLooking() || m_arranger->words() != m_bar->words()) {
        m_bar->setFindNote(tr("…"));
        return;
    }
    const int current = currentPlace();
    int all = 0, number = 0;
    for (int place = 0; place < placeCount(); ++place)
        if (m_arranger->isFound(unitAtPlace(place))) {
            ++all;
            if (place == current)
                number = all;
        }
    const QLocale locale;
    m_bar->setFindNote(number > 0 ? tr("%1 of %2").arg(locale.toString(number), locale.toString(all))
                                  : tr("%Ln found", nullptr, all));
}

} // namespace exitscope::app
