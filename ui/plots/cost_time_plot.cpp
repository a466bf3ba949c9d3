#include "ui/plots/cost_time_plot.h"

#include "sim/report/comparison_table.h"
#include "sim/result/outcome.h"
#include "ui/plots/marker_shape.h"
#include "ui/plots/plot_canvas.h"

#include <qcustomplot.h>

#include <algorithm>

namespace coldframe::ui {

namespace {

constexpr double kMarker = 11; // px at 96 dpi; QCustomPlot scales it with the screen

bool onChart(const Comparison& comparison, const Outcome& outcome) {
  const auto& time = comparison.time(outcome).estimate;
  return time && time->mean > 0 && comparison.monthCost(outcome).estimate;
}

} // namespace

CostTimePlot::CostTimePlot(QWidget* parent) : PlotWidget(parent) {
  setData([this] { return m_comparison ? comparisonTable(*m_comparison) : Table(); });
  connect(&canvas(), &QCustomPlot::plottableClick, this, [this](QCPAbstractPlottable* plottable) {
    if (!plottable->property("platform").isNull())
      Q_EMIT picked(plottable->property("platform").toString());
  });
}

void CostTimePlot::setComparison(std::shared_ptr<const Comparison> comparison) {
  m_comparison = std::move(comparison);
  draw();
}

void CostTimePlot::setSelected(const QString& platform) {
  if (platform == m_selected)
    return;
  m_selected = platform;
  draw();
}

void CostTimePlot::dress() {
  PlotWidget::dress();
  draw();
}

void CostTimePlot::draw() {
  QCustomPlot& plot = canvas();
  plot.clearPlottables();
  plot.clearItems();
  if (!m_comparison)
    return redraw();
  double fast = 1e300, slow = 0, cheap = 1e300, dear = 0;
  bool unbilled = false;
  for (const Outcome& outcome : m_comparison->platforms) {
    if (!onChart(*m_comparison, outcome))
      continue;
    const double seconds = m_comparison->time(outcome).estimate->mean;
    const double usd = m_comparison->monthCost(outcome).estimate->mean;
    fast = std::min(fast, seconds);
    slow = std::max(slow, seconds);
    unbilled = unbilled || usd <= 0;
    if (usd > 0) {
      cheap = std::min(cheap, usd);
      dear = std::max(dear, usd);
    }
  }
  if (slow == 0)
    return redraw();
  if (dear == 0)
    cheap = dear = 1;
  // The floor lies a little below the cheapest bill; nothing is drawn at a cost of nothing on a logarithmic axis.
  const double range = std::max(10.0, dear / cheap);
  const double floor = cheap / std::pow(range, 0.28);
  nameAxis(*plot.xAxis, m_comparison->isJob ? tr("makespan") : tr("p95 response"), Quantity::Time, true);
  nameAxis(*plot.yAxis, tr("cost of a month ($)"), Quantity::Money, true);
  const double wide = std::max(10.0, slow / fast);
  if (unbilled)
    plot.yAxis->setTicker(makeLogTicker(Quantity::Money, floor, tr("no bill")));
  plot.xAxis->setRange(fast / std::pow(wide, 0.12), slow * std::pow(wide, 0.30));
  plot.yAxis->setRange(floor / std::pow(range, 0.12), dear * std::pow(range, 0.15));
  for (std::size_t i = 0; i < m_comparison->platforms.size(); ++i)
    if (onChart(*m_comparison, m_comparison->platforms[i]))
      addPoint(m_comparison->platforms[i], i, floor);
  rememberWhole();
  redraw();
}

void CostTimePlot::addWhisker(double fromX, double fromY, double toX, double toY, const QColor& colour) {
  if (!(fromX > 0 && fromY > 0))
    return;
  auto* line = new QCPItemLine(&canvas());
  line->start->setCoords(fromX, fromY);
  line->end->setCoords(toX, toY);
  line->setHead(QCPLineEnding(QCPLineEnding::esBar, 6, 0));
  line->setTail(QCPLineEnding(QCPLineEnding::esBar, 6, 0));
  line->setPen(QPen(colour, 1.5));
  line->setSelectable(false);
}

void CostTimePlot::addPoint(const Outcome& outcome, std::size_t place, double floor) {
  QCustomPlot& plot = canvas();
  const Estimate& time = *m_comparison->time(outcome).estimate;
  const Estimate& cost = *m_comparison->monthCost(outcome).estimate;
  const QString id = QString::fromStdString(outcome.id);
  const bool billed = cost.mean > 0;
  const double y = billed ? cost.mean : floor;
  const PlatformStyle& style = theme().platform(place);
  const bool chosen = id == m_selected;
  if (time.hasInterval())
    addWhisker(time.lo, y, time.hi, y, style.colour);
  if (billed && cost.hasInterval())
    addWhisker(time.mean, cost.lo, time.mean, cost.hi, style.colour);
  QCPGraph* point = plot.addGraph();
  point->setProperty("platform", id);
  point->setLineStyle(QCPGraph::lsNone);
  point->setScatterStyle(scatterStyle(style, chosen ? kMarker * 1.5 : kMarker, !outcome.feasible, theme().background));
  point->setSelectable(QCP::stNone);
  point->addData(time.mean, y);
  auto* label = new QCPItemText(&plot);
  label->position->setCoords(time.hasInterval() ? time.hi : time.mean, y); // beyond the whisker
  label->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  label->setPadding(QMargins(static_cast<int>(kMarker) + 2, 0, 0, 0));
  QString words = id;
  if (!outcome.feasible)
    words += tr(" · cannot do it");
  label->setText(words);
  QFont font = plot.font();
  font.setBold(chosen);
  label->setFont(font);
  label->setColor(theme().text);
  label->setSelectable(false);
}

} // namespace coldframe::ui
