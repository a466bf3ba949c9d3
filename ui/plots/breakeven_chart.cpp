#include "ui/plots/breakeven_chart.h"

#include "ui/plots/plot_canvas.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace coldframe::ui {

BreakevenChart::BreakevenChart(QWidget* parent) : PlotWidget(parent) {
  putLegendAbove(canvas(), 2);
  BreakevenChart::dress();
}

void BreakevenChart::dress() {
  PlotWidget::dress();
  draw();
}

void BreakevenChart::setCurves(BreakevenCurves curves) {
  m_curves = std::move(curves);
  draw();
}

void BreakevenChart::drawLine(double at, const QPen& pen, const QString& text, double row) {
  QCustomPlot& plot = canvas();
  auto* line = new QCPItemStraightLine(&plot);
  line->point1->setCoords(at, 1);
  line->point2->setTypeX(QCPItemPosition::ptPlotCoords);
  line->point2->setCoords(at, 2);
  line->setPen(pen);
  line->setSelectable(false);
  QCPItemText* words = addWords(plot, text, pen.color());
  words->position->setTypeX(QCPItemPosition::ptPlotCoords);
  words->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
  words->position->setAxisRect(plot.axisRect());
  words->position->setCoords(at, 0.97 - row);
  words->setPositionAlignment(inwards(*plot.xAxis, at) | Qt::AlignBottom);
  words->setPadding(QMargins(4, 0, 4, 0));
}

void BreakevenChart::draw() {
  QCustomPlot& plot = canvas();
  plot.clearGraphs();
  plot.clearItems();
  const bool any = !m_curves.curves[0].points.empty();
  plot.legend->setVisible(any);
  if (!any)
    return redraw();
  nameAxis(*plot.yAxis, tr("cost a month"), Quantity::Money, m_curves.logarithmic);
  double least = 1e300, most = 0, first = 1e300, last = 0;
  for (const BreakevenCurve& curve : m_curves.curves) {
    const PlatformStyle& style = theme().platform(curve.place);
    QCPGraph* floor = plot.addGraph();
    QCPGraph* band = plot.addGraph();
    QCPGraph* line = plot.addGraph();
    for (QCPGraph* graph : {floor, band, line})
      graph->setSelectable(QCP::stNone);
    floor->setPen(Qt::NoPen);
    floor->removeFromLegend();
    band->setPen(Qt::NoPen);
    band->setBrush(bandTint(style.colour));
    band->setChannelFillGraph(floor);
    band->removeFromLegend();
    line->setName(curve.name);
    line->setPen(theme().platformPen(curve.place));
    for (const BreakevenCurve::Point& point : curve.points) {
      floor->addData(point.at, point.lo);
      band->addData(point.at, point.hi);
      line->addData(point.at, point.usd);
      if (point.usd > 0)
        least = std::min(least, point.usd);
      most = std::max(most, point.usd);
      first = std::min(first, point.at);
      last = std::max(last, point.at);
    }
  }
  if (most == 0)
    least = most = 1;
  if (m_curves.today && *m_curves.today > 0) {
    first = std::min(first, *m_curves.today);
    last = std::max(last, *m_curves.today);
  }
  // Ratios and short times have parts of one.
  nameAxis(*plot.xAxis, m_curves.quantity, first < 1 ? Quantity::Number : Quantity::Count, m_curves.logarithmic);
  plot.xAxis->setRange(first, last);
  if (m_curves.logarithmic)
    plot.yAxis->setRange(least / std::pow(std::max(most / least, 10.0), 0.2),
                         most * std::pow(std::max(most / least, 10.0), 0.3));
  else
    plot.yAxis->setRange(0, most * 1.4);
  double row = 0;
  for (const BreakevenMark& crossing : m_curves.crossings) {
    if (crossing.lo || crossing.hi) {
      auto* band = new QCPItemRect(&plot);
      for (QCPItemPosition* corner : {band->topLeft, band->bottomRight}) {
        corner->setTypeX(QCPItemPosition::ptPlotCoords);
        corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
        corner->setAxisRect(plot.axisRect());
      }
      band->topLeft->setCoords(crossing.lo.value_or(first), 0);
      band->bottomRight->setCoords(crossing.hi.value_or(last), 1);
      band->setBrush(bandTint(theme().accent));
      band->setPen(Qt::NoPen);
      band->setSelectable(false);
    }
    drawLine(crossing.at, QPen(theme().accent, 1.5), crossing.text, row);
    row += 0.09;
  }
  if (m_curves.today)
    drawLine(*m_curves.today, QPen(theme().playhead, 1.5, Qt::DashLine), tr("today"), row);
  rememberWhole();
  redraw();
}

} // namespace coldframe::ui
