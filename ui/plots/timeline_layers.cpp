#include "ui/plots/timeline_layers.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace coldframe::ui {

namespace {

// What a plottable must have and these do not use: no legend, no selection of points, ranges set by the timeline.
class Layer : public QCPAbstractPlottable {
public:
  using QCPAbstractPlottable::QCPAbstractPlottable;

  double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
  QCPRange getKeyRange(bool& found, QCP::SignDomain) const override {
    found = false;
    return {};
  }
  QCPRange getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const override {
    found = false;
    return {};
  }

protected:
  void drawLegendIcon(QCPPainter*, const QRectF&) const override {}
};

class SpanLayer : public Layer {
public:
  SpanLayer(QCPAxis* time, QCPAxis* lanes, std::shared_ptr<const SpanLayerState> state)
      : Layer(time, lanes), m_state(std::move(state)) {}

protected:
  void draw(QCPPainter* painter) override {
    if (!m_state->pyramid)
      return;
    const QCPRange time = keyAxis()->range();
    const QCPRange lanes = valueAxis()->range();
    SpanStyle style = m_state->style;
    style.coarse = m_state->coarse;
    style.vectors = painter->modes().testFlag(QCPPainter::pmVectorized);
    SpanPainter::paint(*painter, keyAxis()->axisRect()->rect(), *m_state->pyramid,
                       {time.lower, time.upper, lanes.lower, lanes.upper}, style);
  }

private:
  std::shared_ptr<const SpanLayerState> m_state;
};

class StepLayer : public Layer {
public:
  StepLayer(QCPAxis* time, QCPAxis* value, std::shared_ptr<const StepLayerState> state)
      : Layer(time, value), m_state(std::move(state)) {}

protected:
  void draw(QCPPainter* painter) override {
    if (!m_state->series || m_state->series->empty())
      return;
    const QRect rect = keyAxis()->axisRect()->rect();
    const QCPRange time = keyAxis()->range();
    const double ratio =
        painter->modes().testFlag(QCPPainter::pmVectorized) ? 2 : painter->device()->devicePixelRatioF();
    const auto count = static_cast<std::size_t>(std::max(1.0, rect.width() * ratio));
    const auto columns = m_state->series->columns(time.lower * 1e9, time.upper * 1e9, count);
    if (painter->modes().testFlag(QCPPainter::pmVectorized))
      drawPaths(painter, rect, columns);
    else
      drawImage(painter, rect, columns);
  }

private:
  // On the screen: pixel by pixel into an image. Stroking a path, or filling a rectangle for each of as many points as
  // the screen has columns, takes a hundred times as long.
  void drawImage(QCPPainter* painter, const QRect& rect, const std::vector<StepColumn>& columns) const {
    const double ratio = static_cast<double>(columns.size()) / rect.width();
    const int height = std::max(1, static_cast<int>(std::lround(rect.height() * ratio)));
    QImage image(static_cast<int>(columns.size()), height, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QColor tint = m_state->colour;
    tint.setAlphaF(kTint);
    const QRgb line = qPremultiply(m_state->colour.rgba());
    const QRgb area = qPremultiply(tint.rgba());
    const int thick = std::max(1, static_cast<int>(std::lround(kLine * ratio)));
    const auto rowOf = [&](double value) {
      return std::clamp(static_cast<int>(std::lround((yOf(value) - rect.top()) * ratio)), 0, height);
    };
    const int floor = rowOf(0);
    std::vector<QRgb*> lines(static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y)
      lines[static_cast<std::size_t>(y)] = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const int top = std::min(rowOf(columns[i].most), height - thick);
      const int bottom = std::min(height, std::max(top + thick, rowOf(columns[i].least)));
      if (m_state->filled)
        for (int y = bottom; y < floor; ++y)
          lines[static_cast<std::size_t>(y)][i] = area;
      // The second run's line is broken.
      const bool inGap =
          !m_state->filled && bottom - top == thick && std::fmod(static_cast<double>(i) / ratio, 2 * kDash) >= kDash;
      for (int y = std::max(0, top); y < bottom && !inGap; ++y)
        lines[static_cast<std::size_t>(y)][i] = line;
    }
    painter->drawImage(QRectF(rect), image);
  }

  // In a file: one line along the last value of a column, and through its extremes where it holds any.
  void drawPaths(QCPPainter* painter, const QRect& rect, const std::vector<StepColumn>& columns) const {
    const double step = rect.width() / static_cast<double>(columns.size());
    QPolygonF line;
    QPolygonF area;
    area << QPointF(rect.left(), yOf(0));
    double before = columns.front().first;
    double covered = -1;
    line << QPointF(rect.left(), yOf(before));
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const StepColumn& column = columns[i];
      const double left = rect.left() + step * static_cast<double>(i);
      if (column.most != covered)
        area << QPointF(left, area.back().y()) << QPointF(left, yOf(column.most));
      covered = column.most;
      if (column.least == before && column.most == before)
        continue;
      line << QPointF(left, yOf(before)) << QPointF(left, yOf(column.most)) << QPointF(left, yOf(column.least))
           << QPointF(left, yOf(column.last));
      before = column.last;
    }
    const double right = rect.left() + rect.width();
    line << QPointF(right, yOf(before));
    area << QPointF(right, area.back().y()) << QPointF(right, yOf(0));
    if (m_state->filled) {
      QColor tint = m_state->colour;
      tint.setAlphaF(kTint);
      painter->setPen(Qt::NoPen);
      painter->setBrush(tint);
      painter->drawPolygon(area);
    }
    QPen pen(m_state->colour, kLine);
    if (!m_state->filled)
      pen.setDashPattern({kDash, kDash});
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(line);
  }

  double yOf(double value) const { return valueAxis()->coordToPixel(value); }

  static constexpr double kLine = 1.5;
  static constexpr float kTint = 0.22f;
  static constexpr double kDash = 4;
  std::shared_ptr<const StepLayerState> m_state;
};

class Overlay : public QCPLayerable {
public:
  Overlay(QCPAxisRect* rect, QCPLayer* layer, std::shared_ptr<const OverlayState> state, bool labelled)
      : QCPLayerable(rect->parentPlot(), layer->name()), m_rect(rect), m_state(std::move(state)), m_labelled(labelled) {
  }

protected:
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
  QRect clipRect() const override { return m_rect->rect().adjusted(0, m_labelled ? -kLabelHeight : 0, 1, 1); }

  void draw(QCPPainter* painter) override {
    const QRect rect = m_rect->rect();
    const QCPAxis* time = m_rect->axis(QCPAxis::atBottom);
    painter->setFont(m_state->font);
    for (const TimeBand& band : m_state->bands) {
      const double from = std::max(time->coordToPixel(band.from), static_cast<double>(rect.left()));
      const double to = std::min(time->coordToPixel(band.to), rect.left() + static_cast<double>(rect.width()));
      if (to <= from)
        continue;
      painter->fillRect(QRectF(from, rect.top(), to - from, rect.height()), band.brush);
      if (m_labelled && !band.label.isEmpty())
        drawLabel(painter, (from + to) / 2, band.label, band.brush.color());
    }
    for (const TimeMark& mark : m_state->marks) {
      const double x = time->coordToPixel(mark.seconds);
      if (x < rect.left() - 1 || x > rect.right() + 2)
        continue;
      painter->setPen(QPen(mark.colour, mark.width));
      painter->drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()));
      if (m_labelled && !mark.label.isEmpty())
        drawLabel(painter, x, mark.label, mark.colour);
    }
  }

private:
  static constexpr int kLabelHeight = 64;

  // In the margin above the rect, held within its width.
  void drawLabel(QCPPainter* painter, double middle, const QString& text, QColor ink) const {
    ink.setAlpha(255);
    const QFontMetricsF metrics(m_state->font);
    const double width = metrics.horizontalAdvance(text) + 8;
    const QRect rect = m_rect->rect();
    const double left = std::clamp(middle - width / 2, static_cast<double>(rect.left()),
                                   std::max(static_cast<double>(rect.left()), rect.right() - width));
    const QRectF box(left, rect.top() - metrics.height() - 4, width, metrics.height() + 2);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ink);
    painter->setAntialiasing(true);
    painter->drawRoundedRect(box, 3, 3);
    painter->setAntialiasing(false);
    painter->setPen(m_state->paper);
    painter->drawText(box, Qt::AlignCenter, text);
  }

  QCPAxisRect* m_rect;
  std::shared_ptr<const OverlayState> m_state;
  bool m_labelled;
};

} // namespace

// The canvas owns what is added to it.
void addSpanLayer(QCPAxis* time, QCPAxis* lanes, std::shared_ptr<const SpanLayerState> state) {
  new SpanLayer(time, lanes, std::move(state));
}

void addStepLayer(QCPAxis* time, QCPAxis* value, std::shared_ptr<const StepLayerState> state) {
  new StepLayer(time, value, std::move(state));
}

void addOverlay(QCPAxisRect* rect, QCPLayer* layer, std::shared_ptr<const OverlayState> state, bool labelled) {
  new Overlay(rect, layer, std::move(state), labelled);
}

} // namespace coldframe::ui
