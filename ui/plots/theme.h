// The colours of every chart, in light and dark. Colour means state or platform, never decoration; each platform also
// has a marker and a dash, each failed span a hatch, so that nothing rests on colour alone.
//
// Platforms take the colours of Okabe and Ito ("Color Universal Design", 2008) in fixed order, shifted in lightness
// where a background asks for it. tests/ui/plots/theme_test.cpp holds text at 4.5 : 1 and marks at 3 : 1 against the
// background, and phases apart for protanopes, deuteranopes and in grey.
#pragma once

#include "sim/result/call_phases.h"

#include <QColor>
#include <QFont>
#include <QPen>
#include <array>
#include <cstddef>

class QPalette;

namespace coldframe::ui {

enum class Marker { Disc, Square, Diamond, TriangleUp, TriangleDown, Cross, Plus, Star };

struct PlatformStyle {
  QColor colour;
  Marker marker = Marker::Disc;
  Qt::PenStyle dash = Qt::SolidLine;
};

struct Theme {
  static constexpr std::size_t kPlatforms = 8;

  bool dark = false;
  QColor background; // of the plot
  QColor surface;    // around it
  QColor text;
  QColor faintText; // units, ticks
  QColor axis;
  QColor grid;      // barely there
  QColor accent;    // the answer, what is recommended
  QColor selection; // selected rows and text, focus, sliders: no colour of a state or platform
  QColor playhead;
  QColor markerA;
  QColor markerB;
  std::array<PlatformStyle, kPlatforms> platforms;
  std::array<QColor, kCallPhaseCount> phases; // by CallPhase

  static Theme light();
  static Theme forDark();
  static Theme of(const QPalette& palette); // light or dark, with the palette's own background and text

  const QColor& phase(CallPhase which) const { return phases[static_cast<std::size_t>(which)]; }
  // The i-th platform of a scenario; from the ninth on the colours begin again.
  const PlatformStyle& platform(std::size_t i) const { return platforms[i % kPlatforms]; }
  QPen platformPen(std::size_t i, double width = 2) const;

  bool operator==(const Theme&) const;
};

// The three sizes of type, relative to the font given.
enum class TypeSize { Small, Body, Headline };
QFont sized(QFont font, TypeSize size);

// A palette that goes with the theme, for programs that are told to be light or dark whatever the desktop says.
QPalette paletteOf(const Theme& theme);

} // namespace coldframe::ui
