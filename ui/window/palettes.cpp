#include "ui/window/palettes.h"

namespace coldframe::ui {

namespace {

struct Tones {
  const char* window;
  const char* base;
  const char* alternate;
  const char* button;
  const char* text;
  const char* faint; // disabled, and what stands for nothing
  const char* accent;
  const char* visited;
};

QPalette paletteOf(const Tones& tones) {
  QPalette palette;
  const auto set = [&palette](std::initializer_list<QPalette::ColorRole> roles, const char* tone) {
    for (const QPalette::ColorRole role : roles)
      palette.setColor(role, QColor(QLatin1String(tone)));
  };
  set({QPalette::Window}, tones.window);
  set({QPalette::Base, QPalette::ToolTipBase}, tones.base);
  set({QPalette::AlternateBase}, tones.alternate);
  set({QPalette::Button}, tones.button);
  set({QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}, tones.text);
  set({QPalette::PlaceholderText}, tones.faint);
  set({QPalette::Highlight, QPalette::Link}, tones.accent);
  set({QPalette::LinkVisited}, tones.visited);
  palette.setColor(QPalette::HighlightedText, Qt::white);
  for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, QColor(QLatin1String(tones.faint)));
  return palette;
}

} // namespace

QPalette lightPalette() {
  return paletteOf({"#f6f6f4", "#ffffff", "#f1f2f0", "#ecece9", "#1f2326", "#6b7176", "#1f6fb2", "#7a4a9e"});
}

QPalette darkPalette() {
  return paletteOf({"#1e2225", "#171a1c", "#1d2124", "#2a2f33", "#e6e8e9", "#959ca1", "#4c9be0", "#c59ae0"});
}

} // namespace coldframe::ui
