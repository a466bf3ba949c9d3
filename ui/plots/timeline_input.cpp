// What a hand does to a timeline: drag, wheel and keys. The list of gestures stands in timeline_plot.h.
#include "ui/plots/timeline_plot.h"

#include <qcustomplot.h>

#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>
#include <utility>

namespace coldframe::ui {

namespace {

constexpr double kGrab = 6; // pixels around the playhead

} // namespace

void TimelinePlot::scrollLanes(double lanes) {
  m_axis.seeLanes(firstLane() + lanes, endLane() + lanes, true);
}

void TimelinePlot::zoomLanes(double factor, double about) {
  m_axis.seeLanes(about - (about - firstLane()) * factor, about + (endLane() - about) * factor, true);
}

void TimelinePlot::press(const QMouseEvent& event) {
  if (event.button() != Qt::LeftButton)
    return;
  m_pressed = m_dragAt = event.position();
  m_moved = false;
  const double playhead = positionOf(m_axis.playhead(), 0).x();
  const bool above = event.position().y() < partRect(Part::Spans).top();
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
    const double playhead = positionOf(m_axis.playhead(), 0).x();
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
    m_axis.pan((m_dragAt.x() - at.x()) / std::max(1, partRect(Part::Spans).width()), true);
    if (partRect(Part::Spans).contains(m_pressed.toPoint()))
      scrollLanes((m_dragAt.y() - at.y()) / std::max(1, partRect(Part::Spans).height()) * (endLane() - firstLane()));
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
  const double lane = place ? place->lane : (firstLane() + endLane()) / 2;
  if (event.modifiers().testFlag(Qt::ControlModifier))
    zoomLanes(factor, lane);
  else if (event.modifiers().testFlag(Qt::ShiftModifier))
    scrollLanes(-notches * 0.1 * (endLane() - firstLane()));
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
  const double lanes = kStep * (endLane() - firstLane());
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
    return event->modifiers().testFlag(Qt::ShiftModifier) ? zoomLanes(0.7, (firstLane() + endLane()) / 2)
                                                          : scrollLanes(-lanes);
  case Qt::Key_Down:
    return event->modifiers().testFlag(Qt::ShiftModifier) ? zoomLanes(1 / 0.7, (firstLane() + endLane()) / 2)
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
