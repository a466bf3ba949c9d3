#include "ui/plots/daily_cost_chart.h"

#include "ui/plots/plot_canvas.h"

#include <qcustomplot.h>

#include <algorithm>

namespace coldframe::ui {

namespace {

constexpr std::size_t kNamed = 4;
constexpr std::size_t kLabelEvery = 5; // days
constexpr double kRoomAbove = 1.1;
constexpr int kLegendColumns = 2;

} // namespace

DailyCostChart::DailyCostChart(QWidget* parent) : PlotWidget(parent) {
  canvas().setInteractions({});
  nameAxis(*canvas().yAxis, tr("cost a day"), Quantity::Money);
  putLegendAbove(canvas(), kLegendColumns);
  DailyCostChart::dress();
}

void DailyCostChart::dress() {
  PlotWidget::dress();
  draw();
}

void DailyCostChart::setDays(std::vector<QString> days, std::vector<DailyLine> lines, std::size_t platform) {
  m_days = std::move(days);
  m_lines = std::move(lines);
  m_platform = platform;
  if (m_lines.size() > kNamed + 1) {
    DailyLine rest{tr("%n other lines", nullptr, static_cast<int>(m_lines.size() - kNamed)),
                   std::vector<double>(m_days.size(), 0)};
    for (std::size_t i = kNamed; i < m_lines.size(); ++i)
      for (std::size_t day = 0; day < std::min(rest.usdByDay.size(), m_lines[i].usdByDay.size()); ++day)
        rest.usdByDay[day] += m_lines[i].usdByDay[day];
    m_lines.resize(kNamed);
    m_lines.push_back(std::move(rest));
  }
  draw();
}

void DailyCostChart::draw() {
  QCustomPlot& plot = canvas();
  plot.clearPlottables();
  plot.legend->setVisible(!m_lines.empty());
  if (m_days.empty())
    return redraw();
  QCPBars* below = nullptr;
  std::vector<double> sums(m_days.size(), 0);
  for (std::size_t i = 0; i < m_lines.size(); ++i) {
    auto* bars = new QCPBars(plot.xAxis, plot.yAxis);
    bars->setName(m_lines[i].item);
    bars->setWidth(0.8);
    bars->setPen(QPen(theme().background, 0.5));
    // One hue, paler line by line; the order in the legend is that of the stack.
    QColor shade = theme().platform(m_platform).colour;
    shade.setAlphaF(1.0f - 0.8f * static_cast<float>(i) / static_cast<float>(std::max<std::size_t>(m_lines.size(), 2)));
    bars->setBrush(shade);
    bars->setSelectable(QCP::stNone);
    for (std::size_t day = 0; day < std::min(sums.size(), m_lines[i].usdByDay.size()); ++day) {
      bars->addData(static_cast<double>(day), m_lines[i].usdByDay[day]);
      sums[day] += m_lines[i].usdByDay[day];
    }
    if (below != nullptr)
      bars->moveAbove(below);
    below = bars;
  }
  auto names = QSharedPointer<QCPAxisTickerText>::create();
  for (std::size_t i = 0; i < m_days.size(); i += kLabelEvery)
    names->addTick(static_cast<double>(i), m_days[i]);
  plot.xAxis->setTicker(names);
  plot.xAxis->grid()->setVisible(false);
  plot.xAxis->setRange(-0.7, static_cast<double>(m_days.size()) - 0.3);
  const double most = *std::ranges::max_element(sums);
  plot.yAxis->setRange(0, most > 0 ? most * kRoomAbove : 1);
  redraw();
}

} // namespace coldframe::ui
