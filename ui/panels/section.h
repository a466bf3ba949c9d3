// A heading that opens and closes what lies under it. Its content is made when it is first opened.
#pragma once

#include <QToolButton>
#include <QWidget>
#include <functional>

class QCheckBox;
class QMenu;

namespace coldframe::ui {

class Section : public QWidget {
  Q_OBJECT

public:
  Section(const QString& title, std::function<QWidget*()> make, bool open, QWidget* parent = nullptr);
  bool isOpen() const { return m_heading->isChecked(); }
  void setOpen(bool open) { m_heading->setChecked(open); }
  QWidget* content() const { return m_content; } // nullptr until opened
  void setTitle(const QString& title) { m_heading->setText(title); }
  // A switch before the heading; what it switches is its listeners' business.
  QCheckBox* makeSwitch(const QString& name);
  // What can be done with it as a whole, behind a button after the heading; the caller fills the menu.
  QMenu* makeMenu(const QString& name);

private:
  void showContent(bool open);

  std::function<QWidget*()> m_make;
  QToolButton* m_heading;
  QWidget* m_content = nullptr;
};

} // namespace coldframe::ui
