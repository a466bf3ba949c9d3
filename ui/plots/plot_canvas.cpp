#include "ui/plots/plot_canvas.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace coldframe::ui {

namespace {

class Canvas : public QCustomPlot {
public:
  using QCustomPlot::QCustomPlot;

protected:
  void paintEvent(QPaintEvent* event) override {
    if (!qFuzzyCompare(bufferDevicePixelRatio(), devicePixelRatioF())) {
      setBufferDevicePixelRatio(devicePixelRatioF());
      replot(rpQueuedRefresh);
      return;
    }
    QCustomPlot::paintEvent(event);
  }
};

// Powers of ten up a low chart: their labels may not lie over each other.
void fitLogTicks(const QCustomPlot& plot) {
  constexpr int kLinesApart = 4;
  constexpr int kFewest = 2, kMost = 5;
  const int most = plot.height() / std::max<int>(1, plot.axisRectCount()) / (kLinesApart * plot.fontMetrics().height());
  for (const QCPAxisRect* rect : plot.axisRects())
    if (const QCPAxis* up = rect->axis(QCPAxis::atLeft); up != nullptr && up->scaleType() == QCPAxis::stLogarithmic)
      up->ticker()->setTickCount(std::clamp(most, kFewest, kMost));
}

const QString& overlayName() {
  static const QString name = QStringLiteral("moving");
  return name;
}

} // namespace

QCustomPlot* makeCanvas(QWidget* parent) {
  auto* plot = new Canvas(parent);
  plot->addLayer(overlayName());
  plot->layer(overlayName())->setMode(QCPLayer::lmBuffered);
  plot->setFocusPolicy(Qt::NoFocus); // its widget takes the keys
  plot->setNoAntialiasingOnDrag(false);
  plot->setPlottingHint(QCP::phCacheLabels, true);
  plot->setMinimumSize(0, 0);
  QObject::connect(plot, &QCustomPlot::beforeReplot, plot, [plot] { fitLogTicks(*plot); });
  return plot;
}

QCPLayer* overlayOf(QCustomPlot& plot) {
  return plot.layer(overlayName());
}

void dressAxis(QCPAxis& axis, const Theme& theme, const QFont& font) {
  axis.setBasePen(QPen(theme.axis, 1));
  axis.setTickPen(QPen(theme.axis, 1));
  axis.setSubTickPen(Qt::NoPen);
  axis.setTickLengthIn(0);
  axis.setTickLengthOut(4);
  axis.setTickLabelColor(theme.faintText);
  axis.setLabelColor(theme.text);
  axis.setTickLabelFont(sized(font, TypeSize::Small));
  axis.setLabelFont(sized(font, TypeSize::Small));
  axis.setSelectedTickLabelFont(sized(font, TypeSize::Small));
  axis.setSelectedLabelFont(sized(font, TypeSize::Small));
  axis.setTickLabelPadding(4);
  axis.setLabelPadding(6);
  axis.grid()->setPen(QPen(theme.grid, 1));
  axis.grid()->setSubGridVisible(false);
  axis.grid()->setZeroLinePen(QPen(theme.grid, 1));
}

void dressCanvas(QCustomPlot& plot, const Theme& theme) {
  plot.setBackground(QBrush(theme.background));
  for (QCPAxisRect* rect : plot.axisRects())
    for (QCPAxis* axis : rect->axes())
      dressAxis(*axis, theme, plot.font());
  if (plot.legend != nullptr) {
    QColor paper = theme.background;
    paper.setAlphaF(0.85f);
    plot.legend->setBrush(paper);
    plot.legend->setBorderPen(Qt::NoPen);
    plot.legend->setTextColor(theme.text);
    plot.legend->setFont(sized(plot.font(), TypeSize::Small));
  }
}

void putLegendAbove(QCustomPlot& plot, int columns) {
  QCPLegend* legend = plot.legend;
  plot.axisRect()->insetLayout()->take(legend);
  plot.plotLayout()->insertRow(0);
  plot.plotLayout()->addElement(0, 0, legend);
  plot.plotLayout()->setRowStretchFactor(0, 0.001);
  legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
  legend->setWrap(columns);
  const int line = QFontMetrics(sized(plot.font(), TypeSize::Small)).height();
  legend->setIconSize(2 * line, line); // as high as the text, so that both stand on one line
  legend->setRowSpacing(0);
  legend->setVisible(true);
}

void addWhisker(QCPAxis& across, QCPAxis& down, double from, double to, double at, const QColor& ink) {
  auto* whisker = new QCPItemLine(across.parentPlot());
  for (QCPItemPosition* end : {whisker->start, whisker->end}) {
    end->setAxisRect(across.axisRect());
    end->setAxes(&across, &down);
  }
  whisker->setClipAxisRect(across.axisRect());
  whisker->start->setCoords(from, at);
  whisker->end->setCoords(to, at);
  whisker->setPen(QPen(ink, 1.2));
  whisker->setSelectable(false);
}

QCPItemText* addWords(QCustomPlot& plot, const QString& text, const QColor& ink) {
  auto* words = new QCPItemText(&plot);
  words->setClipToAxisRect(false);
  words->setText(text);
  words->setFont(sized(plot.font(), TypeSize::Small));
  words->setColor(ink);
  words->setSelectable(false);
  return words;
}

QColor bandTint(QColor curve) {
  curve.setAlphaF(0.18f);
  return curve;
}

Qt::Alignment inwards(const QCPAxis& axis, double at) {
  const QCPRange range = axis.range();
  const double middle =
      axis.scaleType() == QCPAxis::stLogarithmic ? std::sqrt(range.lower * range.upper) : range.center();
  return at > middle ? Qt::AlignRight : Qt::AlignLeft;
}

void nameAxis(QCPAxis& axis, const QString& what, Quantity quantity, bool logarithmic) {
  axis.setLabel(what);
  axis.setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  axis.setTicker(logarithmic ? makeLogTicker(quantity) : makeTicker(quantity));
}

} // namespace coldframe::ui
