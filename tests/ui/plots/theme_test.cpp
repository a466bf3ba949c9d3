#include "ui/plots/colour.h"
#include "ui/plots/theme.h"

#include <gtest/gtest.h>

#include <QPalette>

namespace coldframe::ui {
namespace {

std::array<Theme, 2> both() {
  return {Theme::light(), Theme::forDark()};
}

TEST(Colour, MeasuresContrastAndDifferenceAsTheStandardsDo) {
  EXPECT_NEAR(contrast(Qt::white, Qt::black), 21, 1e-9);
  EXPECT_NEAR(contrast(QColor(0x77, 0x77, 0x77), Qt::white), 4.48, 0.005); // the well-known grey that just fails
  EXPECT_NEAR(difference(Qt::white, Qt::black), 100, 0.01);
  EXPECT_NEAR(difference(QColor(255, 0, 0), QColor(0, 255, 0)), 170.6, 0.5);
}

TEST(Colour, ShowsRedAndGreenAlikeToWhoCannotTellThem) {
  for (const ColourVision vision : {ColourVision::Protanopia, ColourVision::Deuteranopia}) {
    const QColor red = asSeenWith(vision, QColor(200, 60, 0));
    EXPECT_EQ(red.red(), red.green());
    EXPECT_EQ(asSeenWith(vision, Qt::white), QColor(Qt::white));
  }
}

TEST(Theme, TextIsReadableOnEveryBackground) {
  for (const Theme& theme : both())
    for (const QColor& paper : {theme.background, theme.surface})
      for (const QColor& ink : {theme.text, theme.faintText, theme.accent, theme.markerA, theme.markerB})
        EXPECT_GE(contrast(ink, paper), 4.5) << ink.name().toStdString();
}

TEST(Theme, WhatIsSelectedIsReadableAndStandsOutInNoColourOfAStateOrPlatform) {
  for (const Theme& theme : both()) {
    const QPalette palette = paletteOf(theme);
    EXPECT_GE(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)), 4.5);
    EXPECT_GE(contrast(theme.selection, theme.background), 3);
    EXPECT_LT(theme.selection.hslSaturationF(), 0.25);
  }
}

TEST(Theme, MarksStandOutFromThePaper) {
  for (const Theme& theme : both()) {
    for (const PlatformStyle& style : theme.platforms)
      EXPECT_GE(contrast(style.colour, theme.background), 3) << style.colour.name().toStdString();
    for (std::size_t i = 0; i < kCallPhaseCount; ++i)
      EXPECT_GE(contrast(theme.phases[i], theme.background), 3)
          << kCallPhaseNames[i] << theme.phases[i].name().toStdString();
  }
}

TEST(Theme, TheGridIsBarelyThere) {
  for (const Theme& theme : both()) {
    EXPECT_GT(contrast(theme.grid, theme.background), 1.05);
    EXPECT_LT(contrast(theme.grid, theme.background), 1.35);
  }
}

// Phases that follow each other in a span, and the failed one against all.
TEST(Theme, PhasesStayApartForEyesOfEveryKind) {
  for (const Theme& theme : both())
    for (const ColourVision vision : {ColourVision::Full, ColourVision::Protanopia, ColourVision::Deuteranopia})
      for (std::size_t a = 0; a < kCallPhaseCount; ++a)
        for (std::size_t b = a + 1; b < kCallPhaseCount; ++b)
          EXPECT_GE(difference(asSeenWith(vision, theme.phases[a]), asSeenWith(vision, theme.phases[b])), 15)
              << kCallPhaseNames[a] << " and " << kCallPhaseNames[b] << ", vision " << static_cast<int>(vision)
              << (theme.dark ? ", dark" : ", light");
}

TEST(Theme, PlatformsDifferInColourOrElseInMarkerAndDash) {
  for (const Theme& theme : both())
    for (std::size_t a = 0; a < Theme::kPlatforms; ++a)
      for (std::size_t b = a + 1; b < Theme::kPlatforms; ++b) {
        EXPECT_NE(theme.platforms[a].marker, theme.platforms[b].marker);
        for (const ColourVision vision : {ColourVision::Full, ColourVision::Protanopia, ColourVision::Deuteranopia})
          EXPECT_TRUE(difference(asSeenWith(vision, theme.platforms[a].colour),
                                 asSeenWith(vision, theme.platforms[b].colour)) >= 9 ||
                      theme.platforms[a].dash != theme.platforms[b].dash)
              << a << ' ' << b;
      }
}

TEST(Theme, FollowsThePalette) {
  for (const Theme& theme : both()) {
    const Theme followed = Theme::of(paletteOf(theme));
    EXPECT_EQ(followed.dark, theme.dark);
    EXPECT_EQ(followed.background, theme.background);
    EXPECT_EQ(followed.text, theme.text);
  }
}

} // namespace
} // namespace coldframe::ui
