#include "ui/window/appearance.h"

#include "ui/plots/motion.h"
#include "ui/plots/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QIcon>
#include <QMenu>
#include <QSettings>
#include <QStandardPaths>
#include <array>

namespace coldframe::ui {

namespace {

const QString kRemembered = QStringLiteral("appearance");
const QString kMotion = QStringLiteral("less-motion");
constexpr const char* kShown = "appearance"; // a property of the application
constexpr int kMiddleLightness = 128;

struct Named {
  Appearance appearance;
  const char* name;  // in settings and on the command line
  const char* title; // in the menu
};
constexpr std::array<Named, 3> kAppearances{{{Appearance::System, "system", QT_TRANSLATE_NOOP("Appearance", "&System")},
                                             {Appearance::Light, "light", QT_TRANSLATE_NOOP("Appearance", "&Light")},
                                             {Appearance::Dark, "dark", QT_TRANSLATE_NOOP("Appearance", "&Dark")}}};

// A platform without a theme of its own (no desktop, no screen) does not look where icons are installed.
void useIcons() {
  QStringList folders =
      QIcon::themeSearchPaths() + QStandardPaths::locateAll(QStandardPaths::GenericDataLocation,
                                                            QStringLiteral("icons"), QStandardPaths::LocateDirectory);
  folders.removeDuplicates();
  QIcon::setThemeSearchPaths(folders);
  const bool dark = QApplication::palette().color(QPalette::Window).lightness() < kMiddleLightness;
  const QString ours = dark ? QStringLiteral("breeze-dark") : QStringLiteral("breeze");
  const QString present = QIcon::themeName();
  if (present.isEmpty() || present == u"hicolor" || present.startsWith(u"breeze"))
    QIcon::setThemeName(ours);
  QIcon::setFallbackThemeName(ours);
}

void addMotionSwitch(QMenu& menu) {
  QAction* still = menu.addAction(QCoreApplication::translate("Appearance", "Less &motion"));
  still->setObjectName(QStringLiteral("less-motion"));
  still->setCheckable(true);
  still->setChecked(motionReduced());
  QObject::connect(still, &QAction::toggled, &menu, [](bool reduced) {
    QSettings().setValue(kMotion, reduced);
    reduceMotion(reduced);
  });
}

} // namespace

void recallMotion() {
  if (const QVariant remembered = QSettings().value(kMotion); remembered.isValid())
    reduceMotion(remembered.toBool());
}

std::optional<Appearance> appearanceNamed(const QString& name) {
  for (const Named& each : kAppearances)
    if (name == QLatin1String(each.name))
      return each.appearance;
  return std::nullopt;
}

Appearance rememberedAppearance() {
  return appearanceNamed(QSettings().value(kRemembered).toString()).value_or(Appearance::System);
}

void showAppearance(Appearance appearance) {
  qApp->setProperty(kShown, static_cast<int>(appearance));
  switch (appearance) {
  case Appearance::System:
    QApplication::setPalette(QPalette());
    break;
  case Appearance::Light:
    QApplication::setPalette(paletteOf(Theme::light()));
    break;
  case Appearance::Dark:
    QApplication::setPalette(paletteOf(Theme::forDark()));
    break;
  }
  useIcons();
}

Appearance shownAppearance() {
  return static_cast<Appearance>(qApp->property(kShown).toInt());
}

void addAppearanceMenu(QMenu& view) {
  QMenu* menu = view.addMenu(QCoreApplication::translate("Appearance", "&Appearance"));
  auto* group = new QActionGroup(menu);
  for (const Named& each : kAppearances) {
    QAction* action = menu->addAction(QCoreApplication::translate("Appearance", each.title));
    action->setObjectName(QStringLiteral("appearance-") + QLatin1String(each.name));
    action->setCheckable(true);
    action->setChecked(each.appearance == shownAppearance());
    group->addAction(action);
    QObject::connect(action, &QAction::triggered, menu, [each] {
      QSettings().setValue(kRemembered, QLatin1String(each.name));
      showAppearance(each.appearance);
    });
  }
  menu->addSeparator();
  addMotionSwitch(*menu);
}

} // namespace coldframe::ui
