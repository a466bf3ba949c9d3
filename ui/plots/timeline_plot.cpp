#include "ui/plots/timeline_plot.h"

#include "sim/units/format.h"
#include "ui/plots/colour.h"
#include "ui/plots/plot_canvas.h"

#include <qcustomplot.h>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QStringBuilder>
#include <algorithm>
#include <cmath>

namespace coldframe::ui {

namespace {

constexpr std::array<double, TimelinePlot::kParts> kStretch{5.0, 1.3, 1.1, 1.2};
constexpr int kLeastHeight = 24; // of a part
constexpr int kStillMs = 120;    // after which what was drawn coarsely is drawn again

QString shownTime(double seconds) {
  return QString::fromStdString(showDuration(seconds));
}

QCPAxis* timeOf(QCPAxisRect* rect) {
  return rect->axis(QCPAxis::atBottom);
}

QCPAxis* valueOf(QCPAxisRect* rect) {
  return rect->axis(QCPAxis::atLeft);
}

} // namespace

TimelinePlot::TimelinePlot(TimeAxis& axis, QWidget* parent)
    : PlotWidget(parent), m_axis(axis), m_spans(std::make_shared<SpanLayerState>()),
      m_overlay(std::make_shared<OverlayState>()) {
  for (auto* states : {&m_steps, &m_otherSteps})
    for (auto& state : *states)
      state = std::make_shared<StepLayerState>();
  m_axis.shareHistory(history(), this); // one for the keys of both
  canvas().setInteractions(QCP::Interactions());
  canvas().setMouseTracking(true);
  makeParts();
  TimelinePlot::dress();
  m_still.setSingleShot(true);
  m_still.setInterval(kStillMs);
  connect(&m_still, &QTimer::timeout, this, [this] {
    m_spans->coarse = false;
    if (m_drag == Drag::None)
      m_axis.endGesture();
    redraw();
  });
  connect(&m_axis, &TimeAxis::seenChanged, this, &TimelinePlot::followAxis);
  connect(&m_axis, &TimeAxis::selectionChanged, this, [this] {
    m_spans->style.selectedRow = m_axis.selectedRow();
    redraw();
  });
  connect(&m_axis, &TimeAxis::playheadChanged, this, &TimelinePlot::moveOverlay);
  connect(&m_axis, &TimeAxis::pointerChanged, this, &TimelinePlot::moveOverlay);
  connect(&m_axis, &TimeAxis::markersChanged, this, &TimelinePlot::moveOverlay);
  connect(&canvas(), &QCustomPlot::afterReplot, this, [this] { m_drawn = true; });
  followAxis();
}

void TimelinePlot::makeParts() {
  QCustomPlot& plot = canvas();
  plot.plotLayout()->clear();
  plot.plotLayout()->setRowSpacing(2);
  auto* margins = new QCPMarginGroup(&plot);
  for (std::size_t i = 0; i < kParts; ++i) {
    auto* rect = new QCPAxisRect(&plot);
    m_rects[i] = rect;
    plot.plotLayout()->addElement(static_cast<int>(i), 0, rect);
    plot.plotLayout()->setRowStretchFactor(static_cast<int>(i), kStretch[i]);
    rect->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
    rect->setMinimumSize(50, kLeastHeight);
    // Room above each part for its name, and above the spans for the labels of playhead and markers.
    rect->setMinimumMargins(QMargins(8, i == 0 ? nameHeight() + 8 : nameHeight(), 14, 4));
    for (QCPAxis* axis : rect->axes()) {
      axis->setLayer(QStringLiteral("axes"));
      axis->grid()->setLayer(QStringLiteral("grid"));
    }
    nameAxis(*timeOf(rect), i + 1 == kParts ? tr("time") : QString(), Quantity::Time);
    timeOf(rect)->setTickLabels(i + 1 == kParts);
    valueOf(rect)->ticker()->setTickCount(i == 0 ? 6 : 2);
    addOverlay(rect, overlayOf(plot), m_overlay, i == 0);
  }
  valueOf(m_rects[0])->setRangeReversed(true);
  addSpanLayer(timeOf(m_rects[0]), valueOf(m_rects[0]), m_spans);
  for (std::size_t i = 0; i < m_steps.size(); ++i) {
    m_otherSteps[i]->filled = false;
    addStepLayer(timeOf(m_rects[i + 1]), valueOf(m_rects[i + 1]), m_steps[i]);
    addStepLayer(timeOf(m_rects[i + 1]), valueOf(m_rects[i + 1]), m_otherSteps[i]);
    auto* name = new QCPItemText(&plot);
    name->position->setType(QCPItemPosition::ptAxisRectRatio);
    name->position->setAxisRect(m_rects[i + 1]);
    name->position->setCoords(0, 0);
    name->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
    name->setPadding(QMargins(0, 0, 0, 2));
    name->setClipToAxisRect(false);
    name->setText({}); // until there is a run
    name->setObjectName(QStringLiteral("name%1").arg(i));
  }
}

void TimelinePlot::dress() {
  PlotWidget::dress();
  const Theme& colours = theme();
  m_spans->style.theme = &colours;
  m_steps[0]->colour = colours.phase(CallPhase::Running);
  m_steps[1]->colour = colours.phase(CallPhase::Waiting);
  m_steps[2]->colour = colours.phase(CallPhase::SetUp);
  for (auto& state : m_otherSteps)
    state->colour = colours.text;
  m_overlay->paper = colours.background;
  m_overlay->font = sized(font(), TypeSize::Small);
  for (int i = 0; i < canvas().itemCount(); ++i)
    if (auto* text = qobject_cast<QCPItemText*>(canvas().item(i))) {
      text->setColor(colours.text);
      text->setFont(sized(font(), TypeSize::Small));
    }
  moveOverlay();
}

void TimelinePlot::setSpans(std::shared_ptr<const SpanPyramid> spans, const QString& laneName) {
  m_spans->pyramid = std::move(spans);
  nameAxis(*valueOf(m_rects[0]), laneName, Quantity::Count);
  m_axis.setLanes(m_spans->pyramid ? static_cast<double>(m_spans->pyramid->lanes()) : 1);
}

void TimelinePlot::setSeries(std::shared_ptr<const TraceSeries> series, bool costInMoney, bool costKnown) {
  const auto part = [&series](const StepSeries& one) { return std::shared_ptr<const StepSeries>(series, &one); };
  m_steps[0]->series = series ? part(series->running) : nullptr;
  m_steps[1]->series = series ? part(series->waiting) : nullptr;
  m_steps[2]->series = series ? part(series->cost) : nullptr;
  const std::array<QString, 3> names{tr("running (calls)"), tr("waiting (calls)"),
                                     costInMoney ? tr("cost so far ($)") : tr("memory time so far (GB-s)")};
  for (int i = 0; i < canvas().itemCount(); ++i)
    if (auto* text = qobject_cast<QCPItemText*>(canvas().item(i)))
      text->setText(names[static_cast<std::size_t>(text->objectName().last(1).toInt())]);
  for (std::size_t i = 0; i < m_steps.size(); ++i) {
    QCPAxis* axis = valueOf(m_rects[i + 1]);
    nameAxis(*axis, QString(), i < 2 ? Quantity::Count : costInMoney ? Quantity::Money : Quantity::Number);
    axis->ticker()->setTickCount(2);
  }
  showCost(costKnown && series && series->cost.most() > 0);
  setOther(m_other);
}

// Above a part.
int TimelinePlot::nameHeight() const {
  return QFontMetrics(sized(font(), TypeSize::Small)).height() + 4;
}

// A part in which nothing would stand gives its room to the others; the axis of all is that of the lowest.
void TimelinePlot::showCost(bool shown) {
  QCPAxisRect* rect = m_rects.back();
  for (QCPAxis* axis : {valueOf(rect), timeOf(rect)}) {
    axis->setVisible(shown);
    axis->grid()->setVisible(shown);
  }
  QCPAxis* above = timeOf(m_rects[kParts - 2]);
  above->setLabel(shown ? QString() : tr("time"));
  above->setTickLabels(!shown);
  rect->setMinimumSize(50, shown ? kLeastHeight : 1);
  rect->setMaximumSize(QWIDGETSIZE_MAX, shown ? QWIDGETSIZE_MAX : 1);
  const QMargins margins = rect->minimumMargins();
  rect->setMinimumMargins({margins.left(), shown ? nameHeight() : 0, margins.right(), margins.bottom()});
  for (int i = 0; i < canvas().itemCount(); ++i)
    if (canvas().item(i)->objectName() == u"name2")
      canvas().item(i)->setVisible(shown);
}

void TimelinePlot::setOther(std::shared_ptr<const Other> other) {
  m_other = std::move(other);
  const auto& series = m_other ? m_other->series : nullptr;
  const auto part = [&series](const StepSeries& one) { return std::shared_ptr<const StepSeries>(series, &one); };
  m_otherSteps[0]->series = series ? part(series->running) : nullptr;
  m_otherSteps[1]->series = series ? part(series->waiting) : nullptr;
  m_otherSteps[2]->series = series ? part(series->cost) : nullptr;
  m_spans->style.above = m_other && !m_other->calls.empty() ? &m_other->calls : nullptr;
  for (std::size_t i = 0; i < m_steps.size(); ++i) {
    double most = 0;
    for (const auto& state : {m_steps[i], m_otherSteps[i]})
      most = std::max(most, state->series ? state->series->most() : 0.0);
    valueOf(m_rects[i + 1])->setRange(0, most > 0 ? most * 1.08 : 1);
  }
  redraw();
}

void TimelinePlot::followAxis() {
  for (QCPAxisRect* rect : m_rects)
    timeOf(rect)->setRange(m_axis.seenFrom(), m_axis.seenTo());
  valueOf(m_rects[0])->setRange(m_axis.firstLane(), m_axis.endLane());
  m_spans->coarse = m_axis.isMoving();
  if (m_spans->coarse)
    m_still.start();
  else
    m_still.stop();
  redraw();
  Q_EMIT viewChanged();
}

void TimelinePlot::moveOverlay() {
  const Theme& colours = theme();
  m_overlay->bands.clear();
  m_overlay->marks.clear();
  if (m_axis.playhead() < m_axis.to()) {
    QColor veil = colours.background;
    veil.setAlphaF(0.72f); // what is yet to come
    m_overlay->bands.push_back({m_axis.playhead(), m_axis.to() + (m_axis.to() - m_axis.from()), veil, {}});
  }
  if (m_measure) {
    QColor tint = colours.markerA;
    tint.setAlphaF(0.2f);
    const auto [from, to] = std::minmax(m_measure->first, m_measure->second);
    m_overlay->bands.push_back({from, to, tint, shownTime(to - from)});
  }
  if (const auto pointer = m_axis.pointer(); pointer && m_drag != Drag::Scrub)
    m_overlay->marks.push_back({*pointer, mixed(colours.background, colours.text, 0.4), {}, 1});
  if (const auto a = m_axis.markerA())
    m_overlay->marks.push_back({*a, colours.markerA, QStringLiteral("A ") % shownTime(*a), 1.5});
  if (const auto b = m_axis.markerB())
    m_overlay->marks.push_back({*b, colours.markerB, QStringLiteral("B ") % shownTime(*b), 1.5});
  m_overlay->marks.push_back({m_axis.playhead(), colours.playhead, shownTime(m_axis.playhead()), 2});
  if (m_drawn)
    overlayOf(canvas())->replot();
}

double TimelinePlot::secondsAt(double x) const {
  return timeOf(m_rects[0])->pixelToCoord(x);
}

QRect TimelinePlot::partRect(Part part) const {
  return m_rects[static_cast<std::size_t>(part)]->rect();
}

SpanView TimelinePlot::spanView() const {
  return {m_axis.seenFrom(), m_axis.seenTo(), firstLane(), endLane()};
}

std::optional<TimelinePlot::Place> TimelinePlot::placeAt(QPointF position) const {
  for (std::size_t i = 0; i < kParts; ++i) {
    const QRect rect = m_rects[i]->rect();
    if (!rect.contains(position.toPoint()))
      continue;
    Place place;
    place.part = static_cast<Part>(i);
    place.seconds = secondsAt(position.x());
    place.lane = valueOf(m_rects[0])->pixelToCoord(position.y());
    place.secondsPerPixel = (m_axis.seenTo() - m_axis.seenFrom()) / std::max(1, rect.width());
    place.lanesPerPixel = (endLane() - firstLane()) / std::max(1, m_rects[0]->height());
    return place;
  }
  return std::nullopt;
}

QPointF TimelinePlot::positionOf(double seconds, double lane) const {
  return {timeOf(m_rects[0])->coordToPixel(seconds), valueOf(m_rects[0])->coordToPixel(lane)};
}

bool TimelinePlot::zoomed() const {
  return m_axis.seen() != TimeAxis::Seen{m_axis.from(), m_axis.to(), 0, m_axis.lanes()};
}

void TimelinePlot::showWhole() {
  m_axis.seeAll();
}

void TimelinePlot::zoomBy(double factor) {
  const double middle = (m_axis.seenFrom() + m_axis.seenTo()) / 2;
  m_axis.zoom(factor, m_axis.pointer().value_or(middle));
}

void TimelinePlot::shareHistory(ViewHistory& history) {
  PlotWidget::shareHistory(history);
  m_axis.shareHistory(history, this);
}

void TimelinePlot::fitSelection() {
  const auto row = m_axis.selectedRow();
  if (!row || !m_spans->pyramid)
    return;
  const auto lane = m_spans->pyramid->laneOfRow(*row);
  if (!lane)
    return;
  for (const Span& span : m_spans->pyramid->lane(*lane))
    if (span.row() == *row) {
      const double from = static_cast<double>(span.from) / 1e9;
      const double length = std::max(1e-6, static_cast<double>(span.end.back()) * m_spans->pyramid->tickNs() / 1e9);
      const auto at = static_cast<double>(*lane);
      m_axis.see({from - 0.1 * length, from + 1.1 * length, at - 10, at + 11});
    }
}

} // namespace coldframe::ui
