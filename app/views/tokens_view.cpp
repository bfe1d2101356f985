#include "app/views/tokens_view.h"

#include "widgets/heatmap/depth_legend.h"
#include "widgets/heatmap/exit_strip_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::app {

namespace {
constexpr int filterDelayMilliseconds = 120;
}

TokensView::TokensView(QWidget* parent)
    : View(parent)
    , m_order(new QComboBox(this))
    , m_filter(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_legend(new widgets::DepthLegend(this))
    , m_strips(new widgets::ExitStripView(this))
    , m_filterDelay(new QTimer(this))
{
    const std::pair<QString, RowOrder> orders[] = {
        { tr("As in the dataset"), RowOrder::Dataset },
        { tr("Hardest first"), RowOrder::HardestFirst },
        { tr("Easiest first"), RowOrder::EasiestFirst },
        { tr("Wrong first"), RowOrder::WrongFirst },
        { tr("Unlike the full model first"), RowOrder::DisagreementsFirst },
        { tr("Longest first"), RowOrder::LongestFirst },
    };
    for (const auto& [title, order] : orders)
        m_order->addItem(title, static_cast<int>(order));
    m_order->setAccessibleName(tr("Order of the sentences"));
    m_filter->setPlaceholderText(tr("Find in text and tags"));
    m_filter->setAccessibleName(tr("Find in text and tags"));
    m_filter->setClearButtonEnabled(true);
    m_strips->setAccessibleName(tr("Sentences with their exits"));

    auto* bar = new QHBoxLayout;
    bar->addWidget(m_order);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_count);
    bar->addWidget(m_legend);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addLayout(bar);
    layout->addWidget(m_strips, 1);

    m_filterDelay->setSingleShot(true);
    m_filterDelay->setInterval(filterDelayMilliseconds);
    connect(m_filter, &QLineEdit::textChanged, m_filterDelay, qOverload<>(&QTimer::start));
    connect(m_filterDelay, &QTimer::timeout, this, &TokensView::rearrange);
    connect(m_order, &QComboBox::currentIndexChanged, this, &TokensView::rearrange);
    connect(m_strips, &widgets::ExitStripView::selectionChanged, this, [this](const std::vector<int>& rows) {
        std::vector<std::int64_t> units;
        for (const int row : rows)
            units.push_back(m_rows->unitAt(row));
        std::sort(units.begin(), units.end());
        Q_EMIT unitsSelected(units);
    });
}

RowOrder TokensView::order() const
{
    return static_cast<RowOrder>(m_order->currentData().toInt());
}

void TokensView::setTrace(std::shared_ptr<const trace::Trace> trace)
{
    m_rows = trace ? std::make_shared<TraceRows>(trace) : nullptr;
    std::vector<int> layers;
    if (trace)
        layers.assign(trace->exitLayer().begin(), trace->exitLayer().end());
    m_legend->setLayers(std::move(layers));
    m_strips->setSource(m_rows);
    rearrange();
}

void TokensView::setExits(const std::vector<std::int32_t>& exits)
{
    if (!m_rows)
        return;
    m_rows->setExits(exits);
    if (order() == RowOrder::Dataset || order() == RowOrder::LongestFirst)
        m_strips->exitsChanged();
    else
        rearrange();
}

void TokensView::setSelectedUnits(const std::vector<std::int64_t>& units)
{
    if (!m_rows)
        return;
    std::vector<int> rows;
    for (const std::int64_t unit : units)
        if (const int row = m_rows->rowOf(unit); row >= 0)
            rows.push_back(row);
    std::sort(rows.begin(), rows.end());
    m_strips->setSelectedRows(rows);
}

void TokensView::find()
{
    m_filter->setFocus();
    m_filter->selectAll();
}

void TokensView::rearrange()
{
    if (!m_rows) {
        m_count->clear();
        return;
    }
    m_rows->arrange(order(), m_filter->text());
    m_strips->rowsChanged();
    m_count->setText(tr("%Ln sentence(s)", nullptr, m_rows->count()));
}

QString TokensView::key() const
{
    return QStringLiteral("tokens");
}

QString TokensView::title() const
{
    return tr("To&kens");
}

} // namespace exitscope::app
