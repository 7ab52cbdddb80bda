</div>
<footer id="footer" class="site-footer">
<div class="copyright-text">جميع الحقوق محفوظة &copy; <?php echo date_i18n('Y'); ?> <?php bloginfo('name'); ?></div>
<ul class="social-icons"><li><a href="https://facebook.example/paper">فيسبوك</a></li>
<li><a href="<?php bloginfo('rss2_url'); ?>">ملخص الموقع RSS</a></li></ul>
</footer>
<?php wp_footer(); ?>
</body>
</html>
