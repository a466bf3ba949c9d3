// Light, dark, or as the desktop has it: the palette of the whole program, and the icons that can be seen on it. What
// the user chose in the View menu is remembered.
#pragma once

#include <QString>
#include <optional>

class QMenu;

namespace coldframe::ui {

enum class Appearance { System, Light, Dark };

std::optional<Appearance> appearanceNamed(const QString& name); // "system", "light", "dark"
Appearance rememberedAppearance();                              // System where nothing was chosen

void showAppearance(Appearance appearance); // at once, in every window
Appearance shownAppearance();

// A submenu with one entry each; choosing one shows and remembers it.
void addAppearanceMenu(QMenu& view);

} // namespace coldframe::ui
