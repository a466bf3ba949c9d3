#include "ui/plots/speedup_chart.h"

#include "ui/plots/plot_canvas.h"

#include <qcustomplot.h>

#include <algorithm>

namespace coldframe::ui {

namespace {

enum Graph { Ideal, Band, BandFloor, Measured, Shown };

} // namespace

SpeedupChart::SpeedupChart(QWidget* parent) : PlotWidget(parent) {
  QCustomPlot& plot = canvas();
  for (const Graph graph : {Ideal, Band, BandFloor, Measured, Shown})
    plot.addGraph()->setName(graph == Ideal ? tr("one for one") : graph == Measured ? tr("speedup") : QString());
  plot.graph(Band)->setChannelFillGraph(plot.graph(BandFloor));
  plot.graph(Shown)->setLineStyle(QCPGraph::lsNone);
  putLegendAbove(plot, 2);
  for (const Graph graph : {Band, BandFloor, Shown})
    plot.graph(graph)->removeFromLegend();
  nameAxis(*plot.xAxis, tr("workers"), Quantity::Count);
  nameAxis(*plot.yAxis, tr("speedup (×)"), Quantity::Number);
  SpeedupChart::dress();
}

void SpeedupChart::dress() {
  PlotWidget::dress();
  QCustomPlot& plot = canvas();
  const Theme& colours = theme();
  const QColor ink = colours.platform(0).colour;
  plot.graph(Ideal)->setPen(QPen(colours.axis, 1.2, Qt::DashLine));
  plot.graph(Measured)->setPen(QPen(ink, 2));
  plot.graph(Measured)->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, ink, ink, 7));
  plot.graph(Band)->setPen(Qt::NoPen);
  plot.graph(Band)->setBrush(bandTint(ink));
  plot.graph(BandFloor)->setPen(Qt::NoPen);
  plot.graph(Shown)->setScatterStyle(
      QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colours.accent, 2.5), Qt::NoBrush, 15));
}

void SpeedupChart::setPoints(std::vector<SpeedupPoint> points) {
  m_points = std::move(points);
  QCustomPlot& plot = canvas();
  for (const Graph graph : {Ideal, Band, BandFloor, Measured})
    plot.graph(graph)->data()->clear();
  double most = 1;
  double widest = 1;
  for (const SpeedupPoint& point : m_points) {
    const auto workers = static_cast<double>(point.workers);
    widest = std::max(widest, workers);
    most = std::max(most, point.speedup);
    plot.graph(Ideal)->addData(workers, point.ideal);
    plot.graph(Measured)->addData(workers, point.speedup);
    plot.graph(Band)->addData(workers, point.hi);
    plot.graph(BandFloor)->addData(workers, point.lo);
  }
  plot.xAxis->setRange(0, widest + 0.6);
  plot.yAxis->setRange(0, most * 1.35);
  rememberWhole();
  setShown(m_shown);
}

void SpeedupChart::setShown(std::int64_t workers) {
  m_shown = workers;
  canvas().graph(Shown)->data()->clear();
  for (const SpeedupPoint& point : m_points)
    if (point.workers == workers)
      canvas().graph(Shown)->addData(static_cast<double>(workers), point.speedup);
  redraw();
}

} // namespace coldframe::ui
