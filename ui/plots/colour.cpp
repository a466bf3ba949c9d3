#include "ui/plots/colour.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace coldframe::ui {

namespace {

using Linear = std::array<double, 3>;

double toLinear(double channel) {
  return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double toScreen(double channel) {
  const double clipped = std::clamp(channel, 0.0, 1.0);
  return clipped <= 0.0031308 ? clipped * 12.92 : 1.055 * std::pow(clipped, 1 / 2.4) - 0.055;
}

Linear linear(const QColor& colour) {
  return {toLinear(colour.redF()), toLinear(colour.greenF()), toLinear(colour.blueF())};
}

QColor screen(const Linear& rgb) {
  return QColor::fromRgbF(static_cast<float>(toScreen(rgb[0])), static_cast<float>(toScreen(rgb[1])),
                          static_cast<float>(toScreen(rgb[2])));
}

std::array<double, 3> lab(const QColor& colour) {
  const Linear rgb = linear(colour);
  const double x = (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047;
  const double y = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  const double z = (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883;
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

} // namespace

double luminance(const QColor& colour) {
  const Linear rgb = linear(colour);
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

double contrast(const QColor& a, const QColor& b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

double difference(const QColor& a, const QColor& b) {
  const auto la = lab(a);
  const auto lb = lab(b);
  return std::sqrt((la[0] - lb[0]) * (la[0] - lb[0]) + (la[1] - lb[1]) * (la[1] - lb[1]) +
                   (la[2] - lb[2]) * (la[2] - lb[2]));
}

QColor asSeenWith(ColourVision vision, const QColor& colour) {
  const Linear rgb = linear(colour);
  switch (vision) {
  case ColourVision::Full:
    return colour;
  case ColourVision::Protanopia: {
    const double yellow = 0.11238 * rgb[0] + 0.88762 * rgb[1];
    return screen({yellow, yellow, 0.00401 * rgb[0] - 0.00401 * rgb[1] + rgb[2]});
  }
  case ColourVision::Deuteranopia: {
    const double yellow = 0.29275 * rgb[0] + 0.70725 * rgb[1];
    return screen({yellow, yellow, -0.02234 * rgb[0] + 0.02234 * rgb[1] + rgb[2]});
  }
  case ColourVision::Grey: {
    const double grey = luminance(colour);
    return screen({grey, grey, grey});
  }
  }
  return colour;
}

QColor mixed(const QColor& a, const QColor& b, double shareOfB) {
  const auto mix = [shareOfB](float from, float to) {
    return static_cast<float>(from + (to - from) * static_cast<float>(shareOfB));
  };
  return QColor::fromRgbF(mix(a.redF(), b.redF()), mix(a.greenF(), b.greenF()), mix(a.blueF(), b.blueF()));
}

} // namespace coldframe::ui
