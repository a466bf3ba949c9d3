#include "ui/plots/marker_shape.h"

#include <qcustomplot.h>

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

} // namespace coldframe::ui
