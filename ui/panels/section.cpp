#include "ui/panels/section.h"

#include "ui/panels/menu_button.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace coldframe::ui {

Section::Section(const QString& title, std::function<QWidget*()> make, bool open, QWidget* parent)
    : QWidget(parent), m_make(std::move(make)), m_heading(new QToolButton) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins({});
  m_heading->setText(title);
  m_heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_heading->setAutoRaise(true);
  m_heading->setCheckable(true);
  m_heading->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  QFont bold = font();
  bold.setBold(true);
  m_heading->setFont(bold);
  auto* row = new QHBoxLayout;
  row->setContentsMargins({});
  row->setSpacing(0);
  row->addWidget(m_heading);
  layout->addLayout(row);
  connect(m_heading, &QToolButton::toggled, this, &Section::showContent);
  m_heading->setChecked(open);
  showContent(open);
}

QCheckBox* Section::makeSwitch(const QString& name) {
  auto* box = new QCheckBox;
  box->setAccessibleName(name);
  box->setToolTip(name);
  static_cast<QHBoxLayout*>(layout()->itemAt(0)->layout())->insertWidget(0, box);
  return box;
}

QMenu* Section::makeMenu(const QString& name) {
  auto* button = new QToolButton;
  button->setText(QStringLiteral("⋯"));
  button->setAccessibleName(name);
  button->setToolTip(name);
  button->setAutoRaise(true);
  auto* menu = new QMenu(button);
  opensMenu(*button, menu); // the dots say it
  static_cast<QHBoxLayout*>(layout()->itemAt(0)->layout())->addWidget(button);
  return menu;
}

void Section::showContent(bool open) {
  m_heading->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
  if (open && m_content == nullptr) {
    m_content = m_make();
    layout()->addWidget(m_content);
  }
  if (m_content != nullptr)
    m_content->setVisible(open);
}

} // namespace coldframe::ui
