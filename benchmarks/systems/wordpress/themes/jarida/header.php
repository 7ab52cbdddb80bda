<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head>
<meta charset="<?php bloginfo('charset'); ?>" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<?php wp_head(); ?>
</head>
<body id="jarida-body" <?php body_class(); ?>>
<header id="theme-header" class="theme-header">
<div class="top-nav"><div class="topbar-today-date"><?php echo date_i18n('l j F Y'); ?></div>
<div class="breaking"><span class="breaking-title">أخبار عاجلة</span><ul class="breaking-news"><?php
foreach (get_posts(['numberposts' => 4]) as $latest) {
    printf('<li class="news-item"><a href="%s">%s</a></li>', esc_url(get_permalink($latest)), get_the_title($latest));
} ?></ul></div></div>
<div id="logo"><a title="<?php bloginfo('name'); ?>" href="<?php echo home_url('/'); ?>"><?php bloginfo('name'); ?></a></div>
<nav id="main-nav"><?php wp_nav_menu(['theme_location' => 'primary', 'container_class' => 'main-menu']); ?></nav>
</header>
<div id="content" class="site-content container">
