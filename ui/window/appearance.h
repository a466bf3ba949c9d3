// Light, dark, or as the desktop has it: the palette of the whole program, and the icons that can be seen on it; and
// whether it keeps still. What the user chose in the View menu is remembered.
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

void recallMotion(); // as it was chosen, if it was

// A submenu with one entry each; choosing one shows and remembers it.
void addAppearanceMenu(QMenu& view);

} // namespace coldframe::ui
