#include "ui/plots/fit_chart.h"

#include "ui/plots/plot_canvas.h"

#include <qcustomplot.h>

#include <algorithm>

namespace coldframe::ui {

namespace {

constexpr std::size_t kMostSteps = 2'000; // of a larger sample, every n-th

} // namespace

FitChart::FitChart(QWidget* parent) : PlotWidget(parent) {
  nameAxis(*canvas().xAxis, tr("time"), Quantity::Time);
  nameAxis(*canvas().yAxis, tr("share of the calls up to it"), Quantity::Share);
  canvas().axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignBottom | Qt::AlignRight);
  FitChart::dress();
}

void FitChart::dress() {
  PlotWidget::dress();
  draw();
}

void FitChart::setTimes(FittedTimes times) {
  m_times = std::move(times);
  draw();
}

void FitChart::draw() {
  QCustomPlot& plot = canvas();
  plot.clearGraphs();
  plot.legend->setVisible(!m_times.sample.empty() || !m_times.law.empty());
  double least = 1e300, most = 0;
  const auto graph = [&](const QString& name, const QPen& pen) {
    QCPGraph* made = plot.addGraph();
    made->setName(name);
    made->setPen(pen);
    made->setSelectable(QCP::stNone);
    return made;
  };
  if (!m_times.sample.empty()) {
    QCPGraph* steps = graph(tr("measured"), QPen(theme().platform(0).colour, 2));
    steps->setLineStyle(QCPGraph::lsStepLeft);
    const std::size_t n = m_times.sample.size();
    const std::size_t every = std::max<std::size_t>(1, n / kMostSteps);
    steps->addData(m_times.sample.front(), 0);
    for (std::size_t i = 0; i < n; i += every)
      steps->addData(m_times.sample[i], static_cast<double>(i + 1) / static_cast<double>(n));
    steps->addData(m_times.sample.back(), 1);
    least = m_times.sample.front();
    most = m_times.sample.back();
  }
  if (!m_times.law.empty()) {
    QCPGraph* curve = graph(tr("fitted"), QPen(theme().accent, 1.6, Qt::DashLine));
    for (const FittedTimes::Point& point : m_times.law)
      curve->addData(point.seconds, point.share);
    least = std::min(least, m_times.law.front().seconds);
    most = std::max(most, m_times.law.back().seconds);
  }
  if (most > 0) {
    const double margin = 0.04 * std::max(most - least, 0.02 * most);
    plot.xAxis->setRange(std::max(0.0, least - margin), most + margin);
  }
  plot.yAxis->setRange(0, 1.03);
  rememberWhole();
  redraw();
}

} // namespace coldframe::ui
