#include "ui/plots/span_painter.h"

#include "sim/base/parallel_for.h"
#include "ui/plots/colour.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace coldframe::ui {

namespace {

constexpr double kLeastShapeHeight = 3; // pixels of a lane
constexpr std::size_t kMostShapes = 6'000;
constexpr std::size_t kMostVectors = 20'000;
constexpr std::size_t kMostDrawnFinely = 50'000; // while it moves
constexpr float kFaintest = 0.22f;               // opacity of a pixel with next to nothing in it

// A colour ready to be summed up: red, green, blue and 1, so that the fourth sum is what is covered.
using Ink = std::array<float, 4>;

Ink inkOf(const QColor& colour) {
  return {static_cast<float>(colour.red()), static_cast<float>(colour.green()), static_cast<float>(colour.blue()), 1};
}

class CellColours {
public:
  explicit CellColours(const Theme& theme) {
    for (std::size_t p = 0; p < kCallPhaseCount; ++p)
      m_ink[p] = inkOf(theme.phases[p]);
  }

  // Premultiplied. `core`: without what is drawn slim.
  QRgb of(const SpanCell& cell, bool core) const {
    Ink sum{};
    const auto add = [&](std::size_t p, float share) {
      for (std::size_t k = 0; k < sum.size(); ++k)
        sum[k] += share * m_ink[p][k];
    };
    for (std::size_t p = 0; p < kCallPhaseCount; ++p)
      if (!(core && isSlim(p)))
        add(p, cell.share[p]);
    constexpr std::size_t kFailed = static_cast<std::size_t>(CallPhase::Failed);
    if (cell.failed) // seen, but not as if all had failed
      add(kFailed, std::max(0.15f, 0.4f * (sum[3] - cell.share[kFailed])));
    const float cover = sum[3];
    if (cover <= 0)
      return 0;
    const float opacity = std::min(1.0f, kFaintest + (1 - kFaintest) * cover);
    const float scale = opacity / cover;
    const auto channel = [scale](float value) { return static_cast<int>(value * scale + 0.5f); };
    return qRgba(channel(sum[0]), channel(sum[1]), channel(sum[2]), static_cast<int>(opacity * 255 + 0.5f));
  }

  static bool isSlim(std::size_t phase) {
    return phase == static_cast<std::size_t>(CallPhase::Waiting) ||
           phase == static_cast<std::size_t>(CallPhase::Result);
  }

private:
  std::array<Ink, kCallPhaseCount> m_ink;
};

class ShapePainter {
public:
  ShapePainter(QPainter& painter, const QRectF& target, const SpanPyramid& pyramid, const SpanView& view,
               const SpanStyle& style)
      : m_painter(painter), m_target(target), m_pyramid(pyramid), m_view(view), m_style(style),
        m_laneHeight(target.height() / (view.endLane - view.firstLane)),
        m_perSecond(target.width() / (view.to - view.from)) {}

  void paint() {
    m_painter.setRenderHint(QPainter::Antialiasing, m_style.vectors);
    m_painter.setPen(Qt::NoPen);
    const auto first = static_cast<std::size_t>(std::max(0.0, std::floor(m_view.firstLane)));
    const auto end = std::min(m_pyramid.lanes(), static_cast<std::size_t>(std::max(0.0, std::ceil(m_view.endLane))));
    for (std::size_t lane = first; lane < end; ++lane)
      for (const Span& span : m_pyramid.lane(lane))
        paintSpan(span, m_target.top() + (static_cast<double>(lane) - m_view.firstLane) * m_laneHeight);
  }

private:
  double x(double ns) const { return m_target.left() + (ns / 1e9 - m_view.from) * m_perSecond; }

  void bar(double x0, double x1, double top, double height, const QBrush& brush) {
    const double from = std::max(x0, m_target.left() - 4);
    const double to = std::min(std::max(x1, x0 + kLeastWidth), m_target.right() + 4);
    if (to <= from)
      return;
    if (m_style.vectors)
      return m_painter.fillRect(QRectF(from, top, to - from, height), brush);
    // Of whole pixels, or lanes of equal height would look unequal.
    const double pixel = 1 / m_painter.device()->devicePixelRatioF();
    const auto whole = [pixel](double length) { return std::round(length / pixel) * pixel; };
    m_painter.fillRect(QRectF(from, whole(top), to - from, std::max(pixel, whole(height))), brush);
  }

  void paintSpan(const Span& span, double top) {
    const auto begin = static_cast<double>(span.from);
    const double last = x(begin + static_cast<double>(span.end.back()) * m_pyramid.tickNs());
    if (x(begin) > m_target.right() || last < m_target.left() - kLeastWidth)
      return;
    const double gap = std::min(4.0, m_laneHeight * 0.18);
    const double lines = m_style.above != nullptr ? std::max(1.5, m_laneHeight * 0.22) : 0;
    const double barTop = top + gap / 2 + lines;
    const double barHeight = std::max(1.0, m_laneHeight - gap - lines);
    const double slim = std::max(1.0, barHeight * 0.34);
    double at = begin;
    for (std::size_t i = 0; i < CallBounds::kPhases; ++i) {
      const double next = begin + static_cast<double>(span.end[i]) * m_pyramid.tickNs();
      const bool failed = i == 3 && span.failed();
      if (next > at) {
        const std::size_t phase = failed ? static_cast<std::size_t>(CallPhase::Failed) : i;
        const bool thin = CellColours::isSlim(phase);
        const double y = thin ? barTop + (barHeight - slim) / 2 : barTop;
        bar(x(at), x(next), y, thin ? slim : barHeight, m_style.theme->phases[phase]);
        if (failed && barHeight >= 5)
          bar(x(at), x(next), y, barHeight, QBrush(m_style.theme->background, Qt::BDiagPattern));
      }
      at = next;
    }
    if (span.failed()) // also where nothing ran: throttled, or over in no time
      bar(last - kLeastWidth, last, barTop, barHeight, m_style.theme->phase(CallPhase::Failed));
    if (m_style.above != nullptr)
      paintAbove(span.row(), top + gap / 2, lines - 0.5);
    if (m_style.selectedRow == span.row())
      outline(QRectF(x(begin), barTop, last - x(begin), barHeight));
  }

  void paintAbove(std::size_t row, double top, double height) {
    if (row >= m_style.above->size() || !(*m_style.above)[row])
      return;
    const CallBounds& bounds = *(*m_style.above)[row];
    for (std::size_t i = 0; i < CallBounds::kPhases; ++i)
      if (bounds.end[i] > bounds.begin(i))
        bar(x(static_cast<double>(bounds.begin(i))), x(static_cast<double>(bounds.end[i])), top, height,
            m_style.theme->phase(bounds.phase(i)));
  }

  void outline(const QRectF& box) {
    m_painter.save();
    m_painter.setPen(QPen(m_style.theme->text, 1.5));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRect(box.intersected(m_target.adjusted(-4, -4, 4, 4)).adjusted(-1.5, -1, 1.5, 1));
    m_painter.restore();
  }

  static constexpr double kLeastWidth = 1;
  QPainter& m_painter;
  const QRectF& m_target;
  const SpanPyramid& m_pyramid;
  const SpanView& m_view;
  const SpanStyle& m_style;
  double m_laneHeight;
  double m_perSecond;
};

} // namespace

bool SpanPainter::asShapes(const SpanPyramid& pyramid, const SpanView& view, double height, bool vectors) {
  const double lanes = view.endLane - view.firstLane;
  if (pyramid.lanes() == 0 || (height / lanes < kLeastShapeHeight && !vectors))
    return false;
  const std::size_t most = vectors ? kMostVectors : kMostShapes;
  const auto first = static_cast<std::size_t>(std::max(0.0, std::floor(view.firstLane)));
  const auto end = std::min(pyramid.lanes(), static_cast<std::size_t>(std::max(0.0, std::ceil(view.endLane))));
  std::size_t spans = 0;
  for (std::size_t lane = first; lane < end && spans <= most; ++lane)
    spans += pyramid.lane(lane).size();
  return spans <= most;
}

QImage SpanPainter::image(const SpanPyramid& pyramid, const SpanView& view, const Theme& theme, QSize size) {
  QImage image(size, QImage::Format_ARGB32_Premultiplied);
  image.fill(0);
  const CellColours colours(theme);
  SpanWindow window;
  window.from = view.from * 1e9;
  window.to = view.to * 1e9;
  window.firstLane = view.firstLane;
  window.endLane = view.endLane;
  window.columns = static_cast<std::size_t>(size.width());
  window.rows = static_cast<std::size_t>(size.height());
  uchar* const bits = image.bits();
  const qsizetype bytesPerLine = image.bytesPerLine();
  const auto paintBand = [&](const SpanBand& band) {
    std::vector<QRgb> whole(window.columns);
    std::vector<QRgb> core(window.columns);
    const std::size_t height = band.endRow - band.firstRow;
    const std::size_t gap = height >= 4 ? 1 : 0; // between lanes
    const std::size_t edge = height >= 3 ? (height - gap) / 3 : 0;
    for (std::size_t c = band.firstColumn; c < band.endColumn; ++c)
      whole[c] = colours.of(band.cells[c], false);
    if (edge > 0)
      for (std::size_t c = band.firstColumn; c < band.endColumn; ++c)
        core[c] = colours.of(band.cells[c], true);
    for (std::size_t row = band.firstRow; row < band.endRow - gap; ++row) {
      const bool outer = row - band.firstRow < edge || row + edge + gap >= band.endRow;
      const auto& source = outer ? core : whole;
      auto* line = reinterpret_cast<QRgb*>(bits + static_cast<qsizetype>(row) * bytesPerLine);
      std::copy(source.begin() + static_cast<std::ptrdiff_t>(band.firstColumn),
                source.begin() + static_cast<std::ptrdiff_t>(band.endColumn), line + band.firstColumn);
    }
  };
  pyramid.draw(window, paintBand, availableThreads());
  return image;
}

void SpanPainter::paint(QPainter& painter, const QRectF& target, const SpanPyramid& pyramid, const SpanView& view,
                        const SpanStyle& style) {
  if (target.isEmpty() || pyramid.lanes() == 0)
    return;
  painter.save();
  painter.setClipRect(target);
  if (asShapes(pyramid, view, target.height(), style.vectors)) {
    ShapePainter(painter, target, pyramid, view, style).paint();
  } else {
    const bool coarse = style.coarse && pyramid.calls() > kMostDrawnFinely;
    const double ratio = (style.vectors ? 2 : painter.device()->devicePixelRatioF()) * (coarse ? 0.5 : 1);
    const QSize size = (target.size() * ratio).toSize().expandedTo(QSize(1, 1));
    painter.drawImage(target, image(pyramid, view, *style.theme, size));
  }
  painter.restore();
}

} // namespace coldframe::ui
