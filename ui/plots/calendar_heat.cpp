#include "ui/plots/calendar_heat.h"

#include "ui/plots/plot_canvas.h"

#include <qcustomplot.h>

#include <algorithm>
#include <limits>

namespace coldframe::ui {

namespace {

constexpr int kHours = 24;
constexpr std::size_t kLabelEvery = 3; // days

} // namespace

CalendarHeat::CalendarHeat(QWidget* parent) : PlotWidget(parent) {
  canvas().setInteractions({});
  CalendarHeat::dress();
}

void CalendarHeat::dress() {
  PlotWidget::dress();
  draw();
}

void CalendarHeat::setHours(std::vector<CalendarHour> hours, const QString& what, Quantity quantity) {
  m_hours = std::move(hours);
  m_what = what;
  m_quantity = quantity;
  m_days.clear();
  for (const CalendarHour& hour : m_hours)
    if (m_days.empty() || m_days.back() != hour.day)
      m_days.push_back(hour.day);
  draw();
}

void CalendarHeat::draw() {
  QCustomPlot& plot = canvas();
  plot.clearPlottables();
  plot.clearItems();
  plot.plotLayout()->clear();
  if (m_days.empty())
    return redraw();
  auto* rect = new QCPAxisRect(&plot);
  plot.plotLayout()->addElement(0, 0, rect);
  for (QCPAxis* axis : rect->axes()) {
    dressAxis(*axis, theme(), plot.font());
    axis->grid()->setVisible(false);
  }
  QCPAxis* across = rect->axis(QCPAxis::atBottom);
  QCPAxis* down = rect->axis(QCPAxis::atLeft);
  across->setLabel(tr("hour of the day (UTC)"));
  across->setRange(-0.5, kHours - 0.5);
  auto hours = QSharedPointer<QCPAxisTickerFixed>::create();
  hours->setTickStep(3);
  across->setTicker(hours);
  const auto rows = static_cast<double>(m_days.size());
  down->setRangeReversed(true);
  down->setRange(-0.5, rows - 0.5);
  auto names = QSharedPointer<QCPAxisTickerText>::create();
  for (std::size_t i = 0; i < m_days.size(); i += kLabelEvery)
    names->addTick(static_cast<double>(i), m_days[i]);
  down->setTicker(names);

  auto* map = new QCPColorMap(across, down);
  map->data()->setSize(kHours, static_cast<int>(m_days.size()));
  map->data()->setRange(QCPRange(0, kHours - 1), QCPRange(0, rows - 1));
  map->data()->fill(std::numeric_limits<double>::quiet_NaN());
  double most = 0;
  std::size_t row = 0;
  for (const CalendarHour& hour : m_hours) {
    while (m_days[row] != hour.day)
      ++row;
    if (!hour.value)
      continue;
    map->data()->setCell(hour.hour, static_cast<int>(row), *hour.value);
    most = std::max(most, *hour.value);
  }
  QCPColorGradient gradient;
  gradient.clearColorStops();
  gradient.setColorStopAt(0, theme().background);
  gradient.setColorStopAt(1, theme().platform(0).colour);
  gradient.setNanHandling(QCPColorGradient::nhNanColor);
  gradient.setNanColor(theme().surface);
  map->setInterpolate(false);
  map->setTightBoundary(false);
  auto* scale = new QCPColorScale(&plot);
  plot.plotLayout()->addElement(0, 1, scale);
  map->setColorScale(scale);
  map->setGradient(gradient);
  map->setDataRange(QCPRange(0, most > 0 ? most : 1));
  for (QCPAxis* axis : scale->axis()->axisRect()->axes())
    dressAxis(*axis, theme(), plot.font());
  scale->axis()->setLabel(m_what);
  scale->axis()->setTicker(makeTicker(m_quantity));
  scale->setBarWidth(fontMetrics().averageCharWidth());
  auto* margins = new QCPMarginGroup(&plot);
  for (QCPLayoutElement* element : std::initializer_list<QCPLayoutElement*>{rect, scale})
    element->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
  redraw();
}

} // namespace coldframe::ui
