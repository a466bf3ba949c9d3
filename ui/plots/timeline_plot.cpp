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
constexpr double kGrab = 6; // pixels around the playhead

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
  canvas().setInteractions(QCP::Interactions());
  canvas().setMouseTracking(true);
  makeParts();
  TimelinePlot::dress();
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
    rect->setMinimumSize(50, 24);
    // Room above each part for its name, and above the spans for the labels of playhead and markers.
    rect->setMinimumMargins(QMargins(8, i == 0 ? 26 : 18, 14, 4));
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
  m_firstLane = 0;
  m_endLane = m_spans->pyramid ? std::max<double>(1, static_cast<double>(m_spans->pyramid->lanes())) : 1;
  seeLanes(m_firstLane, m_endLane);
}

void TimelinePlot::setSeries(std::shared_ptr<const TraceSeries> series, bool costInMoney, bool costKnown) {
  const auto part = [&series](const StepSeries& one) { return std::shared_ptr<const StepSeries>(series, &one); };
  m_steps[0]->series = series ? part(series->running) : nullptr;
  m_steps[1]->series = series ? part(series->waiting) : nullptr;
  m_steps[2]->series = series ? part(series->cost) : nullptr;
  const std::array<QString, 3> names{tr("running (calls)"), tr("waiting (calls)"),
                                     !costKnown    ? tr("cost so far: not known for this trace")
                                     : costInMoney ? tr("cost so far ($)")
                                                   : tr("memory time so far (GB-s)")};
  for (int i = 0; i < canvas().itemCount(); ++i)
    if (auto* text = qobject_cast<QCPItemText*>(canvas().item(i)))
      text->setText(names[static_cast<std::size_t>(text->objectName().last(1).toInt())]);
  for (std::size_t i = 0; i < m_steps.size(); ++i) {
    QCPAxis* axis = valueOf(m_rects[i + 1]);
    nameAxis(*axis, QString(), i < 2 ? Quantity::Count : costInMoney ? Quantity::Money : Quantity::Number);
    axis->ticker()->setTickCount(2);
  }
  valueOf(m_rects.back())->setVisible(costKnown);
  setOther(m_other);
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

void TimelinePlot::seeLanes(double first, double end) {
  const double lanes = m_spans->pyramid ? std::max<double>(1, static_cast<double>(m_spans->pyramid->lanes())) : 1;
  const double wanted = std::clamp(end - first, std::min(4.0, lanes), lanes);
  const double middle = (first + end) / 2;
  m_firstLane = std::clamp(middle - wanted / 2, 0.0, lanes - wanted);
  m_endLane = m_firstLane + wanted;
  valueOf(m_rects[0])->setRange(m_firstLane, m_endLane);
  redraw();
  Q_EMIT viewChanged();
}

void TimelinePlot::followAxis() {
  for (QCPAxisRect* rect : m_rects)
    timeOf(rect)->setRange(m_axis.seenFrom(), m_axis.seenTo());
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
  return {m_axis.seenFrom(), m_axis.seenTo(), m_firstLane, m_endLane};
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
    place.lanesPerPixel = (m_endLane - m_firstLane) / std::max(1, m_rects[0]->height());
    return place;
  }
  return std::nullopt;
}

QPointF TimelinePlot::positionOf(double seconds, double lane) const {
  return {timeOf(m_rects[0])->coordToPixel(seconds), valueOf(m_rects[0])->coordToPixel(lane)};
}

bool TimelinePlot::zoomed() const {
  const double lanes = m_spans->pyramid ? static_cast<double>(m_spans->pyramid->lanes()) : 1;
  return m_axis.seenFrom() != m_axis.from() || m_axis.seenTo() != m_axis.to() || m_endLane - m_firstLane < lanes;
}

void TimelinePlot::showWhole() {
  m_axis.seeAll();
  seeLanes(0, 1e18);
}

void TimelinePlot::zoomBy(double factor) {
  const double middle = (m_axis.seenFrom() + m_axis.seenTo()) / 2;
  m_axis.zoom(factor, m_axis.pointer().value_or(middle));
}

void TimelinePlot::goBack() {
  m_axis.back();
}

void TimelinePlot::goForward() {
  m_axis.forward();
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
      m_axis.see(from - 0.1 * length, from + 1.1 * length);
      seeLanes(static_cast<double>(*lane) - 10, static_cast<double>(*lane) + 11);
    }
}

void TimelinePlot::scrollLanes(double lanes) {
  seeLanes(m_firstLane + lanes, m_endLane + lanes);
}

void TimelinePlot::zoomLanes(double factor, double about) {
  seeLanes(about - (about - m_firstLane) * factor, about + (m_endLane - about) * factor);
}

void TimelinePlot::press(const QMouseEvent& event) {
  if (event.button() != Qt::LeftButton)
    return;
  m_pressed = m_dragAt = event.position();
  m_moved = false;
  const double playhead = timeOf(m_rects[0])->coordToPixel(m_axis.playhead());
  const bool above = event.position().y() < m_rects[0]->rect().top();
  if (event.modifiers().testFlag(Qt::ShiftModifier))
    m_drag = Drag::Measure;
  else if (above || std::fabs(event.position().x() - playhead) <= kGrab)
    m_drag = Drag::Scrub;
  else
    m_drag = Drag::Pan;
  if (m_drag == Drag::Scrub && above)
    m_axis.setPlayhead(secondsAt(event.position().x()));
}

void TimelinePlot::move(const QMouseEvent& event) {
  const QPointF at = event.position();
  const auto place = placeAt(at);
  m_axis.setPointer(place ? std::optional(place->seconds) : std::nullopt);
  if (m_drag == Drag::None) {
    const double playhead = timeOf(m_rects[0])->coordToPixel(m_axis.playhead());
    canvas().setCursor(std::fabs(at.x() - playhead) <= kGrab ? Qt::SizeHorCursor : Qt::ArrowCursor);
    if (place)
      Q_EMIT pointedAt(*place);
    else
      Q_EMIT pointerLeft();
    return;
  }
  m_moved = m_moved || (at - m_pressed).manhattanLength() > 3;
  if (m_drag == Drag::Scrub) {
    m_axis.setPlayhead(secondsAt(at.x()));
  } else if (m_drag == Drag::Measure && m_moved) {
    m_measure = {secondsAt(m_pressed.x()), secondsAt(at.x())};
    moveOverlay();
    Q_EMIT measured(std::min(m_measure->first, m_measure->second), std::max(m_measure->first, m_measure->second));
  } else if (m_drag == Drag::Pan && m_moved) {
    m_axis.pan((m_dragAt.x() - at.x()) / std::max(1, m_rects[0]->width()), true);
    if (m_rects[0]->rect().contains(m_pressed.toPoint()))
      scrollLanes((m_dragAt.y() - at.y()) / std::max(1, m_rects[0]->height()) * (m_endLane - m_firstLane));
  }
  m_dragAt = at;
}

void TimelinePlot::release(const QMouseEvent& event) {
  const Drag drag = std::exchange(m_drag, Drag::None);
  m_axis.endGesture();
  if (drag != Drag::Pan || m_moved)
    return;
  if (m_measure) {
    m_measure.reset();
    moveOverlay();
  }
  if (const auto place = placeAt(event.position()))
    Q_EMIT clicked(*place);
}

void TimelinePlot::wheel(const QWheelEvent& event) {
  const double notches = (event.angleDelta().y() + event.angleDelta().x()) / 120.0;
  const double factor = std::pow(0.8, notches);
  const auto place = placeAt(event.position());
  const double lane = place ? place->lane : (m_firstLane + m_endLane) / 2;
  if (event.modifiers().testFlag(Qt::ControlModifier))
    zoomLanes(factor, lane);
  else if (event.modifiers().testFlag(Qt::ShiftModifier))
    scrollLanes(-notches * 0.1 * (m_endLane - m_firstLane));
  else
    m_axis.zoom(factor, secondsAt(event.position().x()), true);
}

bool TimelinePlot::eventFilter(QObject* watched, QEvent* event) {
  if (watched != &canvas())
    return PlotWidget::eventFilter(watched, event);
  switch (event->type()) {
  case QEvent::MouseButtonPress:
    setFocus(Qt::MouseFocusReason);
    press(*static_cast<QMouseEvent*>(event));
    return true;
  case QEvent::MouseMove:
    move(*static_cast<QMouseEvent*>(event));
    return true;
  case QEvent::MouseButtonRelease:
    release(*static_cast<QMouseEvent*>(event));
    return true;
  case QEvent::MouseButtonDblClick:
    showWhole();
    return true;
  case QEvent::Wheel:
    wheel(*static_cast<QWheelEvent*>(event));
    return true;
  case QEvent::Leave:
    m_axis.setPointer(std::nullopt);
    Q_EMIT pointerLeft();
    return false;
  default:
    return false;
  }
}

void TimelinePlot::keyPressEvent(QKeyEvent* event) {
  constexpr double kStep = 0.1;
  const bool plain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
  const double here = m_axis.pointer().value_or(m_axis.playhead());
  const double lanes = kStep * (m_endLane - m_firstLane);
  if (!plain)
    return PlotWidget::keyPressEvent(event);
  switch (event->key()) {
  case Qt::Key_A:
  case Qt::Key_Left:
    return m_axis.pan(-kStep, true);
  case Qt::Key_D:
  case Qt::Key_Right:
    return m_axis.pan(kStep, true);
  case Qt::Key_W:
    return zoomBy(0.7);
  case Qt::Key_S:
    return zoomBy(1 / 0.7);
  case Qt::Key_Up:
    return event->modifiers().testFlag(Qt::ShiftModifier) ? zoomLanes(0.7, (m_firstLane + m_endLane) / 2)
                                                          : scrollLanes(-lanes);
  case Qt::Key_Down:
    return event->modifiers().testFlag(Qt::ShiftModifier) ? zoomLanes(1 / 0.7, (m_firstLane + m_endLane) / 2)
                                                          : scrollLanes(lanes);
  case Qt::Key_F:
    return fitSelection();
  case Qt::Key_BracketLeft:
    return m_axis.setMarkerA(here);
  case Qt::Key_BracketRight:
    return m_axis.setMarkerB(here);
  case Qt::Key_Escape:
    m_measure.reset();
    m_axis.setMarkerA(std::nullopt);
    m_axis.setMarkerB(std::nullopt);
    return m_axis.select(std::nullopt);
  default:
    PlotWidget::keyPressEvent(event);
  }
}

} // namespace coldframe::ui
