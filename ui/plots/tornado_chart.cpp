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

void TornadoChart::draw() {
  QCustomPlot& plot = canvas();
  plot.clearPlottables();
  plot.clearItems();
  plot.plotLayout()->clear();
  if (m_rows.empty())
    return redraw();
  using Side = std::optional<TornadoSide> TornadoRow::*;
  struct Column {
    QString title;
    Quantity quantity;
    Side lo;
    Side hi;
  };
  const Column columns[] = {{tr("change of the month's cost · light: at the lower end"), Quantity::Money,
                             &TornadoRow::costLo, &TornadoRow::costHi},
                            {tr("change of the time"), Quantity::Time, &TornadoRow::timeLo, &TornadoRow::timeHi}};
  auto* margins = new QCPMarginGroup(&plot);
  for (int c = 0; c < 2; ++c) {
    const Column& column = columns[c];
    auto* rect = new QCPAxisRect(&plot);
    plot.plotLayout()->addElement(0, c, rect);
    rect->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
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
      names->addTick(static_cast<double>(i), c == 0 ? m_rows[i].input : QString());
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
        most = std::max({most, std::fabs(value->change), std::min(std::fabs(value->lo), 1.5 * std::fabs(value->change)),
                         std::min(std::fabs(value->hi), 1.5 * std::fabs(value->change))});
        bars->addData(static_cast<double>(i), value->change);
        if (!(value->hi > value->lo) || value->change == 0)
          continue;
        auto* whisker = new QCPItemLine(&plot);
        for (QCPItemPosition* end : {whisker->start, whisker->end}) {
          end->setAxisRect(rect);
          end->setAxes(across, down);
        }
        whisker->setClipAxisRect(rect);
        whisker->start->setCoords(value->lo, static_cast<double>(i));
        whisker->end->setCoords(value->hi, static_cast<double>(i));
        whisker->setPen(QPen(theme().text, 1.2));
        whisker->setSelectable(false);
      }
    }
    across->setRange(most > 0 ? -most * 1.15 : -1, most > 0 ? most * 1.15 : 1);
    for (std::size_t i = 0; c == 1 && i < m_rows.size(); ++i) {
      if (!m_rows[i].flips)
        continue;
      auto* mark = new QCPItemText(&plot);
      mark->setClipToAxisRect(false);
      mark->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
      mark->position->setTypeY(QCPItemPosition::ptPlotCoords);
      mark->position->setAxisRect(rect);
      mark->position->setAxes(across, down);
      mark->position->setCoords(1, static_cast<double>(i));
      mark->setPositionAlignment(Qt::AlignRight | Qt::AlignVCenter);
      mark->setText(tr("flips the answer"));
      mark->setFont(sized(plot.font(), TypeSize::Small));
      mark->setColor(theme().accent);
      mark->setSelectable(false);
    }
  }
  plot.plotLayout()->setColumnStretchFactor(0, 1.6); // holds the names
  redraw();
}

} // namespace coldframe::ui
