#include "ui/plots/theme.h"

#include "ui/plots/colour.h"

#include <QPalette>

namespace coldframe::ui {

namespace {

constexpr std::array<Marker, Theme::kPlatforms> kMarkers{Marker::Disc,       Marker::Square, Marker::Diamond,
                                                         Marker::TriangleUp, Marker::Cross,  Marker::TriangleDown,
                                                         Marker::Plus,       Marker::Star};
constexpr std::array<Qt::PenStyle, Theme::kPlatforms> kDashes{Qt::SolidLine,   Qt::DashLine,       Qt::DotLine,
                                                              Qt::DashDotLine, Qt::DashDotDotLine, Qt::SolidLine,
                                                              Qt::DashLine,    Qt::DotLine};

void setPlatforms(Theme& theme, const std::array<const char*, Theme::kPlatforms>& colours) {
  for (std::size_t i = 0; i < Theme::kPlatforms; ++i)
    theme.platforms[i] = {QColor(QLatin1String(colours[i])), kMarkers[i], kDashes[i]};
}

void setPhases(Theme& theme, const std::array<const char*, kCallPhaseCount>& colours) {
  for (std::size_t i = 0; i < kCallPhaseCount; ++i)
    theme.phases[i] = QColor(QLatin1String(colours[i]));
}

} // namespace

Theme Theme::light() {
  Theme theme;
  theme.background = QColor(0xff, 0xff, 0xff);
  theme.surface = QColor(0xf5, 0xf5, 0xf3);
  theme.text = QColor(0x1d, 0x22, 0x26);
  theme.faintText = QColor(0x5c, 0x65, 0x6d);
  theme.axis = QColor(0x9a, 0xa2, 0xa9);
  theme.grid = QColor(0xec, 0xee, 0xf0);
  theme.accent = QColor(0xb0, 0x50, 0x00);
  theme.selection = QColor(0x4d, 0x5d, 0x6c);
  theme.playhead = QColor(0x1d, 0x22, 0x26);
  theme.markerA = QColor(0x00, 0x5f, 0x9e);
  theme.markerB = QColor(0x9c, 0x2f, 0x74);
  setPlatforms(theme, {"#0067a5", "#d97400", "#008862", "#b0568e", "#3d9bd6", "#ad3600", "#7f6f00", "#30363b"});
  setPhases(theme, {"#8c949b", "#2f8fd0", "#005b57", "#e87014", "#7e50c6", "#cf2a1c"});
  return theme;
}

Theme Theme::forDark() {
  Theme theme;
  theme.dark = true;
  theme.background = QColor(0x18, 0x1c, 0x20);
  theme.surface = QColor(0x20, 0x25, 0x2a);
  theme.text = QColor(0xe9, 0xec, 0xee);
  theme.faintText = QColor(0xa5, 0xae, 0xb6);
  theme.axis = QColor(0x6a, 0x74, 0x7d);
  theme.grid = QColor(0x27, 0x2d, 0x33);
  theme.accent = QColor(0xff, 0x9e, 0x45);
  theme.selection = QColor(0x8f, 0xa5, 0xb8);
  theme.playhead = QColor(0xf6, 0xf7, 0xf8);
  theme.markerA = QColor(0x6b, 0xc3, 0xff);
  theme.markerB = QColor(0xf0, 0x9b, 0xd0);
  setPlatforms(theme, {"#56b4e9", "#e69f00", "#1fb58c", "#d993bb", "#3f86cf", "#e8622a", "#f0e442", "#d9dde0"});
  setPhases(theme, {"#69737d", "#93d4fb", "#41c4b4", "#ee8020", "#a57fe8", "#e8442f"});
  return theme;
}

Theme Theme::of(const QPalette& palette) {
  const QColor base = palette.color(QPalette::Base);
  const QColor text = palette.color(QPalette::Text);
  Theme theme = luminance(base) < luminance(text) ? forDark() : light();
  // The desktop's own paper and ink, as long as what is drawn on them can be read.
  if (contrast(base, text) >= 7 && std::abs(luminance(base) - luminance(theme.background)) < 0.03) {
    theme.background = base;
    theme.text = text;
    theme.surface = palette.color(QPalette::Window);
  }
  return theme;
}

QPen Theme::platformPen(std::size_t i, double width) const {
  const PlatformStyle& style = platform(i);
  QPen pen(style.colour, width, style.dash, Qt::RoundCap, Qt::RoundJoin);
  return pen;
}

bool Theme::operator==(const Theme& other) const {
  return dark == other.dark && background == other.background && surface == other.surface && text == other.text;
}

QFont sized(QFont font, TypeSize size) {
  const double factor = size == TypeSize::Small ? 0.88 : size == TypeSize::Headline ? 1.35 : 1;
  if (font.pointSizeF() > 0)
    font.setPointSizeF(font.pointSizeF() * factor);
  else
    font.setPixelSize(static_cast<int>(font.pixelSize() * factor + 0.5));
  return font;
}

QPalette paletteOf(const Theme& theme) {
  QPalette palette;
  const QColor button = mixed(theme.surface, theme.text, theme.dark ? 0.06 : 0.03);
  palette.setColor(QPalette::Window, theme.surface);
  palette.setColor(QPalette::WindowText, theme.text);
  palette.setColor(QPalette::Base, theme.background);
  palette.setColor(QPalette::AlternateBase, mixed(theme.background, theme.text, 0.04));
  palette.setColor(QPalette::Text, theme.text);
  palette.setColor(QPalette::PlaceholderText, theme.faintText);
  palette.setColor(QPalette::Button, button);
  palette.setColor(QPalette::ButtonText, theme.text);
  palette.setColor(QPalette::BrightText, theme.phase(CallPhase::Failed));
  palette.setColor(QPalette::ToolTipBase, theme.background);
  palette.setColor(QPalette::ToolTipText, theme.text);
  palette.setColor(QPalette::Highlight, theme.selection);
  palette.setColor(QPalette::HighlightedText, theme.dark ? QColor(0x18, 0x1c, 0x20) : QColor(Qt::white));
  palette.setColor(QPalette::Link, theme.markerA);
  palette.setColor(QPalette::LinkVisited, theme.markerB);
  palette.setColor(QPalette::Light, mixed(button, theme.background, 0.5));
  palette.setColor(QPalette::Midlight, mixed(button, theme.background, 0.25));
  palette.setColor(QPalette::Mid, mixed(theme.surface, theme.text, 0.2));
  palette.setColor(QPalette::Dark, mixed(theme.surface, theme.text, 0.35));
  palette.setColor(QPalette::Shadow, mixed(theme.surface, QColor(Qt::black), 0.6));
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, mixed(theme.text, theme.surface, 0.55));
  return palette;
}

} // namespace coldframe::ui
