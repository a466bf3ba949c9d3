#include "ui/plots/bar_strips.h"

#include "ui/plots/plot_canvas.h"

#include <qcustomplot.h>

#include <algorithm>

namespace coldframe::ui {

namespace {

constexpr double kBarWidth = 0.62;   // of the room of a platform
constexpr double kLine = 1.15;       // of a platform, in lines of text
constexpr double kLinesAround = 2.6; // the title and the margins
constexpr double kRoomForText = 1.75;

} // namespace

BarStrips::BarStrips(QWidget* parent) : PlotWidget(parent) {
  canvas().setInteractions({});
}

void BarStrips::setStrips(std::vector<BarStrip> strips) {
  m_strips = std::move(strips);
  std::size_t bars = 0;
  for (const BarStrip& strip : m_strips)
    bars = std::max(bars, strip.bars.size());
  setFixedHeight(static_cast<int>((static_cast<double>(bars) + kLinesAround) * fontMetrics().height() * kLine));
  draw();
}

void BarStrips::dress() {
  PlotWidget::dress();
  draw();
}

void BarStrips::draw() {
  QCustomPlot& plot = canvas();
  plot.clearPlottables();
  plot.clearItems();
  plot.plotLayout()->clear();
  auto* margins = new QCPMarginGroup(&plot);
  for (std::size_t s = 0; s < m_strips.size(); ++s) {
    const BarStrip& strip = m_strips[s];
    auto* title = new QCPTextElement(&plot, strip.title, sized(plot.font(), TypeSize::Small));
    title->setTextColor(theme().text);
    plot.plotLayout()->addElement(0, static_cast<int>(s), title);
    auto* rect = new QCPAxisRect(&plot);
    plot.plotLayout()->addElement(1, static_cast<int>(s), rect);
    rect->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    rect->setMinimumMargins(QMargins(4, 2, 4, 2));
    QCPAxis* across = rect->axis(QCPAxis::atBottom);
    QCPAxis* down = rect->axis(QCPAxis::atLeft);
    dressAxis(*across, theme(), plot.font());
    dressAxis(*down, theme(), plot.font());
    across->setVisible(false);
    across->grid()->setVisible(false);
    down->grid()->setVisible(false);
    down->setTickPen(Qt::NoPen);
    down->setRangeReversed(true);
    down->setRange(-0.6, static_cast<double>(strip.bars.size()) - 0.4);
    auto names = QSharedPointer<QCPAxisTickerText>::create();
    double most = 0;
    for (std::size_t i = 0; i < strip.bars.size(); ++i) {
      most = std::max({most, strip.bars[i].value, strip.bars[i].hi});
      names->addTick(static_cast<double>(i), s == 0 ? strip.bars[i].platform : QString());
    }
    down->setTicker(names);
    across->setRange(0, most > 0 ? most * kRoomForText : 1);
    for (std::size_t i = 0; i < strip.bars.size(); ++i) {
      const Bar& bar = strip.bars[i];
      const auto at = static_cast<double>(i);
      if (bar.value > 0) {
        auto* drawn = new QCPBars(down, across);
        drawn->setWidth(kBarWidth);
        drawn->setPen(Qt::NoPen);
        drawn->setBrush(theme().platform(bar.place).colour);
        drawn->setSelectable(QCP::stNone);
        drawn->addData(at, bar.value);
      }
      if (bar.hi > bar.lo)
        addWhisker(*across, *down, bar.lo, bar.hi, at, theme().text);
      QCPItemText* value = addWords(plot, bar.shown.isEmpty() ? QStringLiteral("–") : bar.shown,
                                    bar.shown.isEmpty() ? theme().faintText : theme().text);
      value->position->setAxisRect(rect);
      value->position->setAxes(across, down);
      value->position->setCoords(std::max(bar.value, bar.hi), at);
      value->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
      value->setPadding(QMargins(5, 0, 0, 0));
    }
  }
  constexpr double kWithNames = 1.35; // the first strip also holds the platforms' names
  if (!m_strips.empty())
    plot.plotLayout()->setColumnStretchFactor(0, kWithNames);
  redraw();
}

} // namespace coldframe::ui
