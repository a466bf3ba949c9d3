#include "ui/plots/tornado_chart.h"

#include "ui/plots/plot_canvas.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace coldframe::ui {

namespace {

constexpr double kBarWidth = 0.62;
constexpr double kLinesARow = 1.7;
constexpr double kLinesAround = 5; // the title, the axis and its label

} // namespace

TornadoChart::TornadoChart(QWidget* parent) : PlotWidget(parent) {
  canvas().setInteractions({});
  TornadoChart::dress();
}

void TornadoChart::dress() {
  PlotWidget::dress();
  draw();
}

void TornadoChart::setRows(std::vector<TornadoRow> rows) {
  m_rows = std::move(rows);
  setMinimumHeight(
      static_cast<int>((static_cast<double>(m_rows.size()) * kLinesARow + kLinesAround) * fontMetrics().height()));
  draw();
}

struct TornadoChart::Column {
  QString title;
  Quantity quantity;
  std::optional<TornadoSide> TornadoRow::*lo;
  std::optional<TornadoSide> TornadoRow::*hi;
  bool named; // its axis names the inputs
};

void TornadoChart::draw() {
  QCustomPlot& plot = canvas();
  plot.clearPlottables();
  plot.clearItems();
  plot.plotLayout()->clear();
  if (m_rows.empty())
    return redraw();
  auto* margins = new QCPMarginGroup(&plot);
  const Column cost{tr("change of the month's cost · light: at the lower end"), Quantity::Money, &TornadoRow::costLo,
                    &TornadoRow::costHi, true};
  const Column time{tr("change of the time"), Quantity::Time, &TornadoRow::timeLo, &TornadoRow::timeHi, false};
  plot.plotLayout()->addElement(0, 0, drawColumn(cost, *margins));
  QCPAxisRect* last = drawColumn(time, *margins);
  plot.plotLayout()->addElement(0, 1, last);
  markFlips(*last);
  plot.plotLayout()->setColumnStretchFactor(0, 1.6); // holds the names
  redraw();
}

QCPAxisRect* TornadoChart::drawColumn(const Column& column, QCPMarginGroup& margins) {
  QCustomPlot& plot = canvas();
  auto* rect = new QCPAxisRect(&plot);
  rect->setMarginGroup(QCP::msTop | QCP::msBottom, &margins);
  // On top, where it is seen although the rows below are more than fit.
  rect->setupFullAxesBox();
  QCPAxis* across = rect->axis(QCPAxis::atTop);
  QCPAxis* down = rect->axis(QCPAxis::atLeft);
  for (const QCPAxis::AxisType unused : {QCPAxis::atBottom, QCPAxis::atRight})
    rect->axis(unused)->setVisible(false);
  across->setTicks(true);
  across->setTickLabels(true);
  across->grid()->setVisible(true);
  for (QCPAxis* axis : {across, down})
    dressAxis(*axis, theme(), plot.font());
  nameAxis(*across, column.title, column.quantity);
  across->grid()->setZeroLinePen(QPen(theme().axis, 1.2));
  across->ticker()->setTickCount(4); // signs make labels long
  down->grid()->setVisible(false);
  down->setTickPen(Qt::NoPen);
  down->setBasePen(Qt::NoPen);
  down->setRangeReversed(true);
  down->setRange(-0.6, static_cast<double>(m_rows.size()) - 0.4);
  auto names = QSharedPointer<QCPAxisTickerText>::create();
  for (std::size_t i = 0; i < m_rows.size(); ++i)
    names->addTick(static_cast<double>(i), column.named ? m_rows[i].input : QString());
  down->setTicker(names);
  double most = 0;
  // The lower end in a lighter tint: which is which must not rest on the direction, which may be either.
  const QColor ink = theme().platform(0).colour;
  QColor tint = ink;
  tint.setAlphaF(0.45f);
  for (const auto& [side, colour] : {std::pair(column.lo, tint), std::pair(column.hi, ink)}) {
    auto* bars = new QCPBars(down, across);
    bars->setWidth(kBarWidth);
    bars->setPen(Qt::NoPen);
    bars->setBrush(colour);
    bars->setSelectable(QCP::stNone);
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
      const std::optional<TornadoSide>& value = m_rows[i].*side;
      if (!value)
        continue;
      const double change = std::fabs(value->change);
      most = std::max(
          {most, change, std::min(std::fabs(value->lo), 1.5 * change), std::min(std::fabs(value->hi), 1.5 * change)});
      bars->addData(static_cast<double>(i), value->change);
      if (value->hi > value->lo && value->change != 0)
        addWhisker(*across, *down, value->lo, value->hi, static_cast<double>(i), theme().text);
    }
  }
  across->setRange(most > 0 ? -most * 1.15 : -1, most > 0 ? most * 1.15 : 1);
  return rect;
}

void TornadoChart::markFlips(QCPAxisRect& rect) {
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    if (!m_rows[i].flips)
      continue;
    QCPItemText* mark = addWords(canvas(), tr("flips the answer"), theme().accent);
    mark->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    mark->position->setTypeY(QCPItemPosition::ptPlotCoords);
    mark->position->setAxisRect(&rect);
    mark->position->setAxes(rect.axis(QCPAxis::atTop), rect.axis(QCPAxis::atLeft));
    mark->position->setCoords(1, static_cast<double>(i));
    mark->setPositionAlignment(Qt::AlignRight | Qt::AlignVCenter);
  }
}

} // namespace coldframe::ui
