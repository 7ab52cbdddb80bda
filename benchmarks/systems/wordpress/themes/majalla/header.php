<!DOCTYPE html>
<html dir="rtl" lang="ar">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<?php wp_head(); ?>
</head>
<body>
<div class="header"><div class="date-now"><?php echo date_i18n('l j F Y'); ?></div>
<a class="brand" href="<?php echo home_url('/'); ?>"><img src="/picture.jpg" alt="<?php bloginfo('name'); ?>"></a>
<form class="search" action="<?php echo home_url('/'); ?>"><input name="s" placeholder="بحث"></form>
<?php wp_nav_menu(['theme_location' => 'primary', 'container' => 'div', 'container_class' => 'navbar']); ?>
</div>
<div class="container"><div class="row">
