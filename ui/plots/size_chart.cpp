#include "ui/plots/size_chart.h"

#include "ui/plots/plot_canvas.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace coldframe::ui {

namespace {

constexpr double kLogarithmicFrom = 20; // largest ÷ smallest size
constexpr double kMarker = 7;
const char* const kShownLayer = "shown";

bool isLogarithmic(const std::vector<SizePoint>& points) {
  return !points.empty() && points.front().size > 0 && points.back().size / points.front().size >= kLogarithmicFrom;
}

// Half way between two sizes, as the axis shows them.
double between(double a, double b, bool logarithmic) {
  return logarithmic ? std::sqrt(a * b) : (a + b) / 2;
}

void fix(QCPItemPosition& position, QCPAxisRect& rect, double x, double y) {
  position.setTypeX(QCPItemPosition::ptPlotCoords);
  position.setTypeY(QCPItemPosition::ptAxisRectRatio);
  position.setAxisRect(&rect);
  position.setAxes(rect.axis(QCPAxis::atBottom), rect.axis(QCPAxis::atLeft));
  position.setCoords(x, y);
}

} // namespace

SizeChart::SizeChart(QWidget* parent) : PlotWidget(parent) {
  QCustomPlot& plot = canvas();
  plot.addLayer(QString::fromLatin1(kShownLayer));
  connect(&plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
    const QCPAxisRect* rect = canvas().axisRectAt(event->pos());
    if (rect == nullptr || m_curves.points.empty() || event->button() != Qt::LeftButton ||
        event->modifiers() != Qt::NoModifier)
      return;
    const double pixel = event->pos().x();
    const QCPAxis& across = *rect->axis(QCPAxis::atBottom);
    const auto nearest = std::ranges::min_element(m_curves.points, {}, [&](const SizePoint& point) {
      return std::fabs(across.coordToPixel(point.size) - pixel);
    });
    Q_EMIT picked(static_cast<std::size_t>(nearest - m_curves.points.begin()));
  });
  SizeChart::dress();
}

void SizeChart::dress() {
  PlotWidget::dress();
  draw();
}

void SizeChart::setCurves(SizeCurves curves) {
  m_curves = std::move(curves);
  m_shown = std::min(m_shown, m_curves.points.empty() ? 0 : m_curves.points.size() - 1);
  draw();
}

void SizeChart::setShown(std::size_t point) {
  m_shown = point;
  drawShown();
}

void SizeChart::draw() {
  QCustomPlot& plot = canvas();
  plot.clearPlottables();
  plot.clearItems();
  plot.plotLayout()->clear();
  if (m_curves.points.empty())
    return redraw();
  auto* margins = new QCPMarginGroup(&plot);
  const bool logarithmic = isLogarithmic(m_curves.points);
  const double first = m_curves.points.front().size;
  const double last = m_curves.points.back().size;
  QCPAxisRect* rects[2];
  for (int row = 0; row < 2; ++row) {
    auto* rect = new QCPAxisRect(&plot);
    rects[row] = rect;
    plot.plotLayout()->addElement(row, 0, rect);
    rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
    for (QCPAxis* axis : rect->axes())
      dressAxis(*axis, theme(), plot.font());
    QCPAxis& across = *rect->axis(QCPAxis::atBottom);
    nameAxis(across, row == 1 ? m_curves.sizeName : QString(), m_curves.quantity, logarithmic);
    across.setTickLabels(row == 1);
    nameAxis(*rect->axis(QCPAxis::atLeft), row == 0 ? m_curves.timeName : m_curves.costName,
             row == 0 ? Quantity::Time : Quantity::Money);
    if (logarithmic)
      across.setRange(first / std::pow(last / first, 0.03), last * std::pow(last / first, 0.03));
    else
      across.setRange(first - 0.03 * (last - first) - 0.5, last + 0.03 * (last - first) + 0.5);
    if (row == 0) // the names of bounds and of what cannot be done stand above
      rect->setMinimumMargins(
          QMargins(0, (static_cast<int>(shownMarks(across.range()).size()) + 1) * lineHeight() + 4, 0, 0));
    drawRegions(*rect);
    drawFigure(*rect, row == 0 ? &SizePoint::time : &SizePoint::cost);
  }
  for (const auto& [from, to] : {std::pair(rects[0], rects[1]), std::pair(rects[1], rects[0])})
    connect(from->axis(QCPAxis::atBottom), qOverload<const QCPRange&>(&QCPAxis::rangeChanged),
            to->axis(QCPAxis::atBottom), qOverload<const QCPRange&>(&QCPAxis::setRange));
  rememberWhole();
  drawShown();
}

void SizeChart::drawRegions(QCPAxisRect& rect) {
  QCustomPlot& plot = canvas();
  const std::vector<SizePoint>& points = m_curves.points;
  const bool logarithmic = isLogarithmic(points);
  QColor shade = theme().faintText;
  shade.setAlphaF(0.14f);
  const auto& whole = rect.axis(QCPAxis::atBottom)->range();
  std::vector<SizeBound> marks = shownMarks(whole);
  for (std::size_t i = 0; i < points.size();) {
    if (points[i].feasible) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < points.size() && !points[end].feasible)
      ++end;
    const double from = i == 0 ? whole.lower : between(points[i - 1].size, points[i].size, logarithmic);
    const double to = end == points.size() ? whole.upper : between(points[end - 1].size, points[end].size, logarithmic);
    auto* region = new QCPItemRect(&plot);
    region->setClipAxisRect(&rect);
    fix(*region->topLeft, rect, from, 0);
    fix(*region->bottomRight, rect, to, 1);
    region->setPen(Qt::NoPen);
    region->setBrush(shade);
    region->setSelectable(false);
    // Above the region: inside it lie the points that cannot be reached.
    if (&rect == plot.axisRect(0))
      addWords(rect, between(from, to, logarithmic), static_cast<int>(marks.size()), tr("cannot do it"),
               theme().faintText);
    i = end;
  }
  const bool named = &rect == plot.axisRect(0);
  // Each name has a line of its own, so that the mark that comes down from it crosses no other: names in the left half
  // lie to the right of their marks, those in the right half to the left.
  const QCPAxis& across = *rect.axis(QCPAxis::atBottom);
  std::ranges::sort(marks, {}, [&](const SizeBound& bound) {
    const bool left = inwards(across, bound.at) == Qt::AlignLeft;
    return std::pair(!left, left ? bound.at : -bound.at);
  });
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const double at = marks[i].at;
    const bool best = m_curves.recommended && at == points[*m_curves.recommended].size;
    auto* mark = new QCPItemLine(&plot);
    mark->setClipToAxisRect(false);
    fix(*mark->start, rect, at, 0);
    fix(*mark->end, rect, at, 1);
    mark->setPen(QPen(best ? theme().accent : theme().axis, 1, Qt::DashLine));
    mark->setSelectable(false);
    if (!named)
      continue;
    const int line = static_cast<int>(marks.size() - 1 - i); // above the rect
    QCPItemText* words = addWords(rect, at, line, marks[i].text, best ? theme().accent : theme().text);
    mark->start->setParentAnchor(words->position);
    mark->start->setType(QCPItemPosition::ptAbsolute);
    mark->start->setCoords(0, -line * lineHeight());
  }
}

// The bounds, and the size to take, which stands among them.
std::vector<SizeBound> SizeChart::shownMarks(const QCPRange& range) const {
  std::vector<SizeBound> marks = m_curves.bounds;
  if (m_curves.recommended)
    marks.push_back({m_curves.points[*m_curves.recommended].size, tr("recommended")});
  std::erase_if(marks, [&range](const SizeBound& mark) { return !range.contains(mark.at); });
  return marks;
}

int SizeChart::lineHeight() const {
  return QFontMetrics(sized(canvas().font(), TypeSize::Small)).height();
}

// In the margin above the rect, so many lines up.
QCPItemText* SizeChart::addWords(QCPAxisRect& rect, double at, int line, const QString& text, const QColor& ink) {
  QCPItemText* words = ui::addWords(canvas(), text, ink);
  fix(*words->position, rect, at, 0);
  words->setPositionAlignment(inwards(*rect.axis(QCPAxis::atBottom), at) | Qt::AlignBottom);
  words->setPadding(QMargins(3, 0, 3, 1 + line * lineHeight()));
  return words;
}

void SizeChart::drawFigure(QCPAxisRect& rect, std::optional<SizeFigure> SizePoint::*figure) {
  QCustomPlot& plot = canvas();
  QCPAxis* across = rect.axis(QCPAxis::atBottom);
  QCPAxis* up = rect.axis(QCPAxis::atLeft);
  const QColor ink = theme().platform(0).colour;
  const auto graph = [&] {
    QCPGraph* made = plot.addGraph(across, up);
    made->setSelectable(QCP::stNone);
    made->setPen(Qt::NoPen);
    return made;
  };
  QCPGraph* floor = graph();
  QCPGraph* band = graph();
  band->setBrush(bandTint(ink));
  band->setChannelFillGraph(floor);
  QCPGraph* curve = graph();
  curve->setPen(QPen(ink, 2));
  curve->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, ink, ink, kMarker));
  QCPGraph* hollow = graph();
  hollow->setLineStyle(QCPGraph::lsNone);
  hollow->setScatterStyle(
      QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(theme().faintText, 1.4), theme().background, kMarker));
  double most = 0;
  for (const SizePoint& point : m_curves.points) {
    const std::optional<SizeFigure>& value = point.*figure;
    if (!value)
      continue;
    if (!point.feasible) {
      hollow->addData(point.size, value->mean);
      continue;
    }
    most = std::max({most, value->mean, value->hi});
    floor->addData(point.size, value->lo);
    band->addData(point.size, value->hi);
    curve->addData(point.size, value->mean);
  }
  if (most == 0) // nothing is feasible: what there is
    for (const SizePoint& point : m_curves.points)
      most = std::max(most, point.*figure ? (point.*figure)->mean : 0);
  up->setRange(0, most > 0 ? most * 1.25 : 1);
}

void SizeChart::drawShown() {
  QCustomPlot& plot = canvas();
  QCPLayer* layer = plot.layer(QString::fromLatin1(kShownLayer));
  for (int i = plot.itemCount() - 1; i >= 0; --i)
    if (plot.item(i)->layer() == layer)
      plot.removeItem(i);
  for (int i = plot.graphCount() - 1; i >= 0; --i)
    if (plot.graph(i)->layer() == layer)
      plot.removeGraph(i);
  if (m_curves.points.empty() || plot.axisRectCount() < 2)
    return redraw();
  const auto ring = [&](QCPAxisRect& rect, double x, double y, const QColor& colour, double size) {
    QCPGraph* mark = plot.addGraph(rect.axis(QCPAxis::atBottom), rect.axis(QCPAxis::atLeft));
    mark->setLayer(layer);
    mark->setLineStyle(QCPGraph::lsNone);
    mark->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colour, 2.5), Qt::NoBrush, size));
    mark->setSelectable(QCP::stNone);
    mark->addData(x, y);
  };
  for (int row = 0; row < 2; ++row) {
    QCPAxisRect& rect = *plot.axisRect(row);
    const auto figure = row == 0 ? &SizePoint::time : &SizePoint::cost;
    const SizePoint& shown = m_curves.points[m_shown];
    auto* line = new QCPItemLine(&plot);
    line->setLayer(layer);
    line->setClipAxisRect(&rect);
    fix(*line->start, rect, shown.size, 0);
    fix(*line->end, rect, shown.size, 1);
    line->setPen(QPen(theme().playhead, 1.5));
    line->setSelectable(false);
    if (shown.*figure)
      ring(rect, shown.size, (shown.*figure)->mean, theme().playhead, 13);
    const SizePoint* best = m_curves.recommended ? &m_curves.points[*m_curves.recommended] : nullptr;
    if (best != nullptr && best->*figure)
      ring(rect, best->size, (best->*figure)->mean, theme().accent, 17);
  }
  redraw();
}

} // namespace coldframe::ui
