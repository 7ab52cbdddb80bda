</div></div>
<div class="footer"><div class="about"><h5>عن الموقع</h5><p><?php bloginfo('description'); ?></p></div>
<p class="rights">© <?php echo date_i18n('Y'); ?> <?php bloginfo('name'); ?> - تصميم وبرمجة مكتب النسيج</p></div>
<?php wp_footer(); ?>
</body>
</html>
