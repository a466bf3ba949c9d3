// Markers of the theme, as QCustomPlot draws them and for other pictures.
#pragma once

#include "ui/plots/theme.h"

class QCPScatterStyle;
class QPainter;
class QPointF;

namespace coldframe::ui {

// `hollow`: what cannot do the work.
QCPScatterStyle scatterStyle(const PlatformStyle& style, double size, bool hollow, const QColor& paper);

void drawMarker(QPainter& painter, const PlatformStyle& style, const QPointF& middle, double size);

} // namespace coldframe::ui
