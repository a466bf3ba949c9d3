// How far colours are from each other, for eyes of every kind.
//
//   contrast      WCAG 2.1 contrast ratio, 1 … 21: text needs 4.5, marks 3
//   difference    CIE 1976 ΔE*ab over CIELAB (D65): about 2.3 is just noticeable, 10 is plain at a glance
//   asSeenWith    what dichromats see: Viénot, Brettel and Mollon, Color Research & Application 24 (1999), 243–252
#pragma once

#include <QColor>

namespace coldframe::ui {

enum class ColourVision { Full, Protanopia, Deuteranopia, Grey };

double luminance(const QColor& colour); // relative, 0 … 1
double contrast(const QColor& a, const QColor& b);
double difference(const QColor& a, const QColor& b);
QColor asSeenWith(ColourVision vision, const QColor& colour);
QColor mixed(const QColor& a, const QColor& b, double shareOfB); // in sRGB, as a painter's opacity mixes

} // namespace coldframe::ui
