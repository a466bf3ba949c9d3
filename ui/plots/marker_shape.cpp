#include "ui/plots/marker_shape.h"

#include <qcustomplot.h>

#include <QPainter>
#include <QPolygonF>
#include <array>
#include <initializer_list>

namespace coldframe::ui {

QCPScatterStyle scatterStyle(const PlatformStyle& style, double size, bool hollow, const QColor& paper) {
  constexpr std::array<QCPScatterStyle::ScatterShape, 8> kShapes{QCPScatterStyle::ssDisc,
                                                                 QCPScatterStyle::ssSquare,
                                                                 QCPScatterStyle::ssDiamond,
                                                                 QCPScatterStyle::ssTriangle,
                                                                 QCPScatterStyle::ssTriangleInverted,
                                                                 QCPScatterStyle::ssCross,
                                                                 QCPScatterStyle::ssPlus,
                                                                 QCPScatterStyle::ssStar};
  QCPScatterStyle::ScatterShape shape = kShapes[static_cast<std::size_t>(style.marker)];
  if (shape == QCPScatterStyle::ssDisc)
    shape = QCPScatterStyle::ssCircle; // a disc has no brush of its own
  return {shape, QPen(style.colour, 2), QBrush(hollow ? paper : style.colour), size};
}

void drawMarker(QPainter& painter, const PlatformStyle& style, const QPointF& middle, double size) {
  const double r = size / 2;
  const auto line = [&](double x, double y) { painter.drawLine(middle - QPointF(x, y), middle + QPointF(x, y)); };
  const auto shape = [&](std::initializer_list<QPointF> corners) {
    QPolygonF polygon;
    for (const QPointF& corner : corners)
      polygon << middle + corner * r;
    painter.drawPolygon(polygon);
  };
  painter.save();
  painter.setPen(QPen(style.colour, size / 5));
  painter.setBrush(style.colour);
  switch (style.marker) {
  case Marker::Disc:
    painter.drawEllipse(middle, r, r);
    break;
  case Marker::Square:
    shape({{-1, -1}, {1, -1}, {1, 1}, {-1, 1}});
    break;
  case Marker::Diamond:
    shape({{0, -1}, {1, 0}, {0, 1}, {-1, 0}});
    break;
  case Marker::TriangleUp:
    shape({{0, -1}, {1, 1}, {-1, 1}});
    break;
  case Marker::TriangleDown:
    shape({{0, 1}, {1, -1}, {-1, -1}});
    break;
  case Marker::Star:
    line(r, r);
    line(r, -r);
    [[fallthrough]];
  case Marker::Plus:
    line(r, 0);
    line(0, r);
    break;
  case Marker::Cross:
    line(r, r);
    line(r, -r);
    break;
  }
  painter.restore();
}

} // namespace coldframe::ui
